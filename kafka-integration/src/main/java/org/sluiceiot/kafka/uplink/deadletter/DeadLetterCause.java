package org.sluiceiot.kafka.uplink.deadletter;

/**
 * Why a record became a dead letter.
 *
 * @param stage {@code GUARD}, {@code RATE}, {@code DECODE} or {@code DELIVER}
 */
public record DeadLetterCause(String stage, Throwable error) {}
