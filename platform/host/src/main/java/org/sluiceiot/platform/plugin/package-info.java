/** Plugin jars, and which node and integration types a tenant may use. */
package org.sluiceiot.platform.plugin;
