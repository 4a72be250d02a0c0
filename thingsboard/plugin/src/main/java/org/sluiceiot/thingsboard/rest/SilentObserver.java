package org.sluiceiot.thingsboard.rest;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.State;

/** Of what is only tried: the answer tells all there is. Stateless, safe for any thread. */
final class SilentObserver implements Observer, Metrics {
  @Override
  public void state(State state, String reason) {}

  @Override
  public void event(Event event) {}

  @Override
  public boolean debugging() {
    return false;
  }

  @Override
  public Metrics metrics() {
    return this;
  }

  @Override
  public Counter counter(String name, String... tags) {
    return count -> {};
  }

  @Override
  public Timer timer(String name, String... tags) {
    return (Duration duration) -> {};
  }

  @Override
  public void gauge(String name, DoubleSupplier value, String... tags) {}
}
