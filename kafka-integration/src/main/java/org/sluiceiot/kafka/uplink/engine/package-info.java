/**
 * The uplink engine: one thread polls, workers decode and deliver, the contiguous acknowledged
 * prefix is committed.
 *
 * <p>Threads of one uplink, and what each owns:
 *
 * <ul>
 *   <li>{@code sluice-uplink-ID} runs {@link org.sluiceiot.kafka.uplink.engine.PollLoop}: the
 *       session with its consumer, offsets, commits, rebalances, and the timers' work;
 *   <li>{@code sluice-worker-ID-N}, as many as configured and only while there is work, run the
 *       {@link org.sluiceiot.kafka.uplink.engine.Worker}s: each worker's queues belong to the one
 *       thread that runs it at the moment. Decoders and the host's {@code deliver} run here;
 *   <li>{@code sluice-dead-letter-ID} makes and feeds the dead letter producer, whose own thread
 *       gives the answers;
 *   <li>{@code sluice-cluster-watch}, shared, tells the {@link
 *       org.sluiceiot.kafka.uplink.engine.ClusterGate};
 *   <li>the host's threads complete deliveries, which only puts a message into a worker's mailbox.
 * </ul>
 *
 * <p>No code of the host runs under a lock. Every one of these loops outlives whatever is thrown in
 * it; what could not be brought to an outcome is read again by a new session.
 */
package org.sluiceiot.kafka.uplink.engine;
