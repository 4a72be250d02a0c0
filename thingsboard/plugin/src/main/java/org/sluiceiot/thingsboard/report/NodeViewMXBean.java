package org.sluiceiot.thingsboard.report;

import java.util.Map;

/** What JMX shows of one node; any thread. */
public interface NodeViewMXBean {
  String getName();

  String getTenant();

  /** One of the states of {@link org.sluiceiot.api.host.State}. */
  String getState();

  /** Why, in words; may be empty. */
  String getReason();

  /** Counters, timers and gauges by name. */
  Map<String, Double> getMeters();
}
