package org.sluiceiot.kafka.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.sluiceiot.api.flow.FlowGraph;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.kafka.guard.breaker.Writer;
import org.sluiceiot.kafka.guard.flow.FlowMap;

/**
 * Keeps the map of all endpoints and decides about each. Safe for any thread. Topic sets are
 * compared outside the lock, since a hostile pattern can take a moment.
 */
final class LoopDecisions {
  private final FlowMap<GuardedEndpoint> map = new FlowMap<>();
  private final Set<GuardedEndpoint> endpoints = new LinkedHashSet<>();
  private final Links links = new Links();

  /** How often an endpoint was decided about. */
  private long decisions;

  /** Endpoints whose verdict changed. */
  List<GuardedEndpoint> add(GuardedEndpoint fresh) {
    List<GuardedEndpoint> replaced;
    synchronized (this) {
      replaced = endpoints.stream().filter(old -> old.endpoint().same(fresh.endpoint())).toList();
      endpoints.add(fresh);
      map.add(fresh);
    }
    List<GuardedEndpoint> changed = new ArrayList<>();
    replaced.forEach(old -> changed.addAll(remove(old)));
    synchronized (this) {
      reach(fresh);
    }
    return changed;
  }

  List<GuardedEndpoint> decide(GuardedEndpoint asked) {
    while (true) {
      List<GuardedEndpoint> others;
      long before;
      synchronized (this) {
        others = List.copyOf(endpoints);
        before = decisions;
      }
      List<Links.Found> found = links.between(asked, others);
      synchronized (this) {
        // Another's cluster became known meanwhile, so a topic may be missing: once more. Every
        // turn means that another was decided, so this ends.
        if (before == decisions) {
          return apply(asked, found);
        }
      }
    }
  }

  private List<GuardedEndpoint> apply(GuardedEndpoint asked, List<Links.Found> found) {
    if (!endpoints.contains(asked)) {
      return List.of();
    }
    decisions++;
    // Last to be decided is last in order, so that what runs already is not refused.
    endpoints.remove(asked);
    endpoints.add(asked);
    map.isolate(asked);
    found.stream()
        .filter(each -> endpoints.contains(each.from()) && endpoints.contains(each.to()))
        .forEach(each -> map.link(each.from(), each.to(), each.link()));
    reach(asked);
    return asked.decide(judge(asked)) ? List.of(asked) : List.of();
  }

  synchronized List<GuardedEndpoint> remove(GuardedEndpoint gone) {
    if (!endpoints.remove(gone)) {
      return List.of();
    }
    map.remove(gone);
    endpoints.forEach(this::feeds);
    return again();
  }

  /** Looks at the rule chains again. */
  synchronized List<GuardedEndpoint> refresh() {
    endpoints.forEach(this::reach);
    List<GuardedEndpoint> changed = new ArrayList<>();
    List<GuardedEndpoint> latestFirst = new ArrayList<>(endpoints);
    Collections.reverse(latestFirst);
    for (GuardedEndpoint each : latestFirst) {
      if (running(each) && each.decide(judge(each))) {
        changed.add(each);
      }
    }
    changed.addAll(again());
    return changed;
  }

  synchronized FlowGraph flows() {
    return new FlowPicture(map, endpoints).draw();
  }

  /** Decides anew about what was refused or warned of. */
  private List<GuardedEndpoint> again() {
    List<GuardedEndpoint> changed = new ArrayList<>();
    for (GuardedEndpoint each : endpoints) {
      Verdict.Kind kind = each.verdict().kind();
      boolean open = kind == Verdict.Kind.REFUSED || kind == Verdict.Kind.WARNED;
      if (open && each.decide(judge(each))) {
        changed.add(each);
      }
    }
    return changed;
  }

  /** Sets the edges between one endpoint and those of the other direction, by rule chain. */
  private void reach(GuardedEndpoint one) {
    boolean uplink = one.endpoint().direction() == Direction.UPLINK;
    for (GuardedEndpoint other : endpoints) {
      if (other.endpoint().direction() != one.endpoint().direction()) {
        GuardedEndpoint up = uplink ? one : other;
        GuardedEndpoint down = uplink ? other : one;
        String upId = up.endpoint().owner().id();
        if (up.endpoint().host().reachability().reaches(upId, down.endpoint().owner().id())) {
          map.link(up, down, Links.RULE_CHAIN);
        } else {
          map.unlink(up, down);
        }
        feeds(up);
      }
    }
  }

  private void feeds(GuardedEndpoint uplink) {
    if (uplink.endpoint().direction() == Direction.UPLINK) {
      List<Writer> fed = new ArrayList<>();
      for (GuardedEndpoint down : map.view().successors(uplink)) {
        if (uplink.endpoint().roundTrips(down.endpoint()) == 0) {
          fed.add(down);
        }
      }
      uplink.downstream(fed);
    }
  }

  private Verdict judge(GuardedEndpoint asked) {
    LoopSettings settings = LoopSettings.of(asked.endpoint().host());
    TenantId tenant = asked.endpoint().owner().tenant();
    Predicate<GuardedEndpoint> own = other -> other.endpoint().owner().tenant().equals(tenant);
    Verdict within = judge(asked, settings.loopPolicy(), own, other -> true);
    if (within.kind() == Verdict.Kind.REFUSED) {
      return within;
    }
    Verdict across =
        judge(asked, settings.loopGuard().acrossTenants(), other -> true, own.negate());
    return within.kind() == Verdict.Kind.ALLOWED || across.kind() == Verdict.Kind.REFUSED
        ? across
        : within;
  }

  /**
   * The policy of every endpoint of the tenant on the cycle counts; the strictest wins.
   *
   * @param among endpoints that count
   * @param via of which one must be on the cycle
   */
  private Verdict judge(
      GuardedEndpoint asked,
      LoopPolicy least,
      Predicate<GuardedEndpoint> among,
      Predicate<GuardedEndpoint> via) {
    List<GuardedEndpoint> cycle =
        map.cycle(asked, other -> among.test(other) && running(other), notAllowed(), via);
    if (cycle.isEmpty()) {
      return Verdict.ALLOWED;
    }
    TenantId tenant = asked.endpoint().owner().tenant();
    LoopPolicy policy = least;
    for (GuardedEndpoint each : cycle) {
      if (each.endpoint().owner().tenant().equals(tenant)) {
        policy = policy.stricter(each.endpoint().config().policy().least());
      }
    }
    return switch (policy) {
      case OFF -> Verdict.ALLOWED;
      case WARN -> new Verdict(Verdict.Kind.WARNED, CycleText.of(cycle, map, tenant));
      case REJECT -> new Verdict(Verdict.Kind.REFUSED, CycleText.of(cycle, map, tenant));
    };
  }

  private static boolean running(GuardedEndpoint endpoint) {
    Verdict.Kind kind = endpoint.verdict().kind();
    return kind == Verdict.Kind.ALLOWED || kind == Verdict.Kind.WARNED;
  }

  static BiPredicate<GuardedEndpoint, GuardedEndpoint> notAllowed() {
    return (from, to) ->
        from.endpoint().direction() == Direction.DOWNLINK
            || from.endpoint().roundTrips(to.endpoint()) == 0;
  }
}
