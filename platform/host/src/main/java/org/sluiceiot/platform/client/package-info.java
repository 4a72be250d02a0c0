/** Speaks to a running host over its REST, as scripts and pages do. */
package org.sluiceiot.platform.client;
