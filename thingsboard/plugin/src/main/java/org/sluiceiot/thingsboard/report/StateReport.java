package org.sluiceiot.thingsboard.report;

import org.sluiceiot.api.host.State;

/**
 * How a node is doing.
 *
 * @param reason in words; may be empty
 */
record StateReport(State state, String reason) {}
