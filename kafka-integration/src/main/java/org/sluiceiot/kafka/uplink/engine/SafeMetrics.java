package org.sluiceiot.kafka.uplink.engine;

import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.host.Metrics;

/**
 * The host's metrics, which must not throw and, if they do, must not cost a record its outcome.
 * Safe for any thread.
 */
record SafeMetrics(Metrics to) implements Metrics {
  private static final Logger LOG = LoggerFactory.getLogger(SafeMetrics.class);

  @Override
  public Counter counter(String name, String... tags) {
    Counter counter;
    try {
      counter = to.counter(name, tags);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("the host does not count {}", name, e);
      return count -> {};
    }
    return count -> {
      try {
        counter.add(count);
      } catch (RuntimeException | LinkageError e) {
        LOG.debug("the host did not count {}", name, e);
      }
    };
  }

  @Override
  public Timer timer(String name, String... tags) {
    return to.timer(name, tags);
  }

  @Override
  public void gauge(String name, DoubleSupplier value, String... tags) {
    to.gauge(name, value, tags);
  }
}
