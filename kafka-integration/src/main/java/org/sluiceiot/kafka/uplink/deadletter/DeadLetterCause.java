package org.sluiceiot.kafka.uplink.deadletter;

/**
 * Why a record became a dead letter.
 *
 * @param stage name of the stage at which it failed
 * @param text for the user, without what a library said
 * @param error what was thrown, whatever it is
 * @param omitted why the record's value cannot be kept with the letter; empty when it is kept
 */
public record DeadLetterCause(String stage, String text, Throwable error, String omitted) {}
