/** What the host keeps of every integration and node that runs: state, counters, events. */
package org.sluiceiot.platform.owner;
