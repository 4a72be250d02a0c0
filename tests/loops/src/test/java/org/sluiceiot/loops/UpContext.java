package org.sluiceiot.loops;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.fixtures.FakeObserver;

/**
 * What an uplink delivers into; keeps nothing, since a million records pass. Safe for any thread.
 */
final class UpContext implements IntegrationContext {
  private final Owner self;
  private final Host host;
  private final FakeObserver observer = new FakeObserver();
  private final Function<EntityBatch, CompletionStage<Void>> chain;

  UpContext(Owner self, Host host, Function<EntityBatch, CompletionStage<Void>> chain) {
    this.self = self;
    this.host = host;
    this.chain = chain;
  }

  @Override
  public Owner self() {
    return self;
  }

  @Override
  public CompletionStage<Void> deliver(EntityBatch batch) {
    return chain.apply(batch);
  }

  @Override
  public FakeObserver observer() {
    return observer;
  }

  @Override
  public Host host() {
    return host;
  }
}
