package org.sluiceiot.kafka.uplink.engine;

/** How a record can end; each ends in exactly one. */
enum Outcome {
  /** The host has its data safe. */
  DELIVERED("delivered"),
  /** It stands in the dead letter topic. */
  DEAD_LETTERED("dead.lettered"),
  /** Dropped as the user chose: by strategy, as a loop, or expired. */
  SKIPPED("skipped"),
  /** No route takes it, or it says nothing. */
  IGNORED("ignored");

  private final String metric;

  Outcome(String metric) {
    this.metric = metric;
  }

  String metric() {
    return metric;
  }
}
