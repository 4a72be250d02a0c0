/** The host's REST and its page. */
package org.sluiceiot.platform.rest;
