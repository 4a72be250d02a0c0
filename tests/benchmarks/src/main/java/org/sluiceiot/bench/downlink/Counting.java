package org.sluiceiot.bench.downlink;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.FakeObserver;

/** A host that only counts outcomes. */
final class Counting implements RuleNodeContext {
  private final Owner self;
  private final Host host = new FakeHost();
  private final FakeObserver observer = new FakeObserver();
  private final AtomicLong success = new AtomicLong();
  private final AtomicLong failure = new AtomicLong();

  Counting() {
    this(FakeHost.owner("bench"));
  }

  Counting(Owner self) {
    this.self = self;
  }

  @Override
  public Owner self() {
    return self;
  }

  @Override
  public void complete(RuleMessage message, String relation) {
    success.incrementAndGet();
  }

  @Override
  public void fail(RuleMessage message, Throwable cause) {
    failure.incrementAndGet();
  }

  @Override
  public FakeObserver observer() {
    return observer;
  }

  @Override
  public Host host() {
    return host;
  }

  long success() {
    return success.get();
  }

  long ended() {
    return success.get() + failure.get();
  }

  /** Waits until so many messages ended. */
  void await(long count) {
    while (ended() < count) {
      LockSupport.parkNanos(100_000);
    }
  }
}
