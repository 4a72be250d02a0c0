package org.sluiceiot.kafka.uplink.engine;

import java.time.Clock;
import org.sluiceiot.api.host.Incident;
import org.sluiceiot.api.host.Observer;

/**
 * What a person is told to act on, each kind of trouble as one incident however often it occurs.
 * Safe for any thread; its callers hold no lock.
 */
final class Alarms {
  private final Incident broker;
  private final Incident work;
  private final Incident stopped;
  private final Incident deadLetters;
  private final Incident unreadable;
  private final Incident emptyRecords;
  private final Incident overwrittenValues;
  private final Incident unfoundPointers;

  Alarms(Observer observer, Clock clock) {
    broker = new Incident(observer, clock, "broker");
    work = new Incident(observer, clock, "uplink");
    stopped = new Incident(observer, clock, "stopped-partition");
    deadLetters = new Incident(observer, clock, "dead-letter-topic");
    unreadable = new Incident(observer, clock, "unreadable-record");
    emptyRecords = new Incident(observer, clock, "empty-record");
    overwrittenValues = new Incident(observer, clock, "overwritten-value");
    unfoundPointers = new Incident(observer, clock, "unfound-pointer");
  }

  /** No broker can be reached. */
  Incident broker() {
    return broker;
  }

  /** An error ended the uplink's work; it starts again. */
  Incident work() {
    return work;
  }

  /** Partitions stand still until a person resumes them. */
  Incident stopped() {
    return stopped;
  }

  /** Dead letters cannot be written, their partitions wait. */
  Incident deadLetters() {
    return deadLetters;
  }

  /** Records whose bytes could not be had were set aside. */
  Incident unreadable() {
    return unreadable;
  }

  /** Records name an entity but hold nothing to save of it. */
  Incident emptyRecords() {
    return emptyRecords;
  }

  /** Records say different things of one entity, key and time. */
  Incident overwrittenValues() {
    return overwrittenValues;
  }

  /** Places of a decoder at which no record has anything. */
  Incident unfoundPointers() {
    return unfoundPointers;
  }
}
