package org.sluiceiot.kafka.downlink.send;

import java.util.Locale;

/** Why a message failed, for machines. */
public enum FailureClass {
  /** The message lacks a field, or a value of it cannot be used. */
  RENDER,
  /** The record is larger than this node or the broker accepts. */
  TOO_LARGE,
  /** The broker did not acknowledge in time; the record may have been written all the same. */
  TIMEOUT,
  /** The cluster refuses the credentials or the permission. */
  AUTH,
  /** The cluster does not have the topic, or its name is not allowed. */
  TOPIC_UNKNOWN,
  /** It waited too long to be handed to the producer; it was not written. */
  EXPIRED,
  /** The node's queue was full, or the tenant's rate is used up. */
  OVERFLOW,
  /** The disk buffer cannot store it. */
  STORE,
  /** The node was stopped first. */
  CLOSED,
  /** The loop guard refuses this node or this message. */
  REFUSED,
  /** The broker refuses the record for good, for another reason. */
  REJECTED;

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** As written in metadata and metric tags: {@code too-large}. */
  public String id() {
    return id;
  }
}
