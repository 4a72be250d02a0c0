/** The built-in rule nodes. */
package org.sluiceiot.platform.node;
