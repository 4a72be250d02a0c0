/** Telemetry and attributes: written in groups, read by key and time. */
package org.sluiceiot.platform.telemetry;
