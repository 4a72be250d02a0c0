/** Decoded units of data: what one source record says about devices and assets. */
package org.sluiceiot.api.entity;
