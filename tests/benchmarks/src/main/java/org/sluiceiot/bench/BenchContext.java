package org.sluiceiot.bench;

import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.Owner;

/** What contexts of nodes and integrations have in common, on a host that costs nothing. */
abstract class BenchContext {
  private final Owner self;
  private final BenchHost host;

  BenchContext(Owner self, BenchHost host) {
    this.self = self;
    this.host = host;
  }

  public final Owner self() {
    return self;
  }

  public final Observer observer() {
    return host;
  }

  public final Host host() {
    return host;
  }
}
