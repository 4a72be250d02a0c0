/** Devices and assets, with their customers and groups. */
package org.sluiceiot.platform.entity;
