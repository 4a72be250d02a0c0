/** Tenants and which plugins each of them may use. */
package org.sluiceiot.platform.tenant;
