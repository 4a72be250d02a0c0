package org.sluiceiot.bench.downlink;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.FakeObserver;

/** A host that only counts outcomes. One thread at a time may wait for them. */
final class Counting implements RuleNodeContext {
  private final Owner self;
  private final Host host = new FakeHost();
  private final FakeObserver observer = new FakeObserver();
  private final AtomicLong ended = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile Thread waiting;
  private volatile long awaited;

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
    end();
  }

  @Override
  public void fail(RuleMessage message, Throwable cause) {
    failed.incrementAndGet();
    end();
  }

  private void end() {
    if (ended.incrementAndGet() == awaited) {
      LockSupport.unpark(waiting);
    }
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
    return ended.get() - failed.get();
  }

  long ended() {
    return ended.get();
  }

  /** Waits until so many messages ended; the last of them wakes the caller, as a client would. */
  void await(long count) {
    waiting = Thread.currentThread();
    awaited = count;
    while (ended() < count) {
      LockSupport.park(this);
    }
  }
}
