/** The demonstration: a broker, a host and live data on one machine. */
package org.sluiceiot.platform.demo;
