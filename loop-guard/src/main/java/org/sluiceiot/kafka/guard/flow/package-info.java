/** The map of what can reach what, and the cycles in it. */
package org.sluiceiot.kafka.guard.flow;
