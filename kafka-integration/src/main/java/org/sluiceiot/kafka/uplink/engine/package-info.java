/**
 * The uplink engine: one thread polls, workers decode and deliver, the contiguous acknowledged
 * prefix is committed.
 */
package org.sluiceiot.kafka.uplink.engine;
