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
final class Court {
  private final FlowMap<Registration> map = new FlowMap<>();
  private final Set<Registration> endpoints = new LinkedHashSet<>();
  private final Links links = new Links();

  /** How often an endpoint was decided about. */
  private long decisions;

  /** Registrations whose verdict changed. */
  List<Registration> add(Registration fresh) {
    List<Registration> replaced;
    synchronized (this) {
      replaced = endpoints.stream().filter(old -> old.endpoint().same(fresh.endpoint())).toList();
      endpoints.add(fresh);
      map.add(fresh);
    }
    List<Registration> changed = new ArrayList<>();
    replaced.forEach(old -> changed.addAll(remove(old)));
    synchronized (this) {
      reach(fresh);
    }
    return changed;
  }

  List<Registration> decide(Registration asked) {
    while (true) {
      List<Registration> others;
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

  private List<Registration> apply(Registration asked, List<Links.Found> found) {
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

  synchronized List<Registration> remove(Registration gone) {
    if (!endpoints.remove(gone)) {
      return List.of();
    }
    map.remove(gone);
    endpoints.forEach(this::feeds);
    return again();
  }

  /** Looks at the rule chains again. */
  synchronized List<Registration> refresh() {
    endpoints.forEach(this::reach);
    List<Registration> changed = new ArrayList<>();
    List<Registration> latestFirst = new ArrayList<>(endpoints);
    Collections.reverse(latestFirst);
    for (Registration each : latestFirst) {
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
  private List<Registration> again() {
    List<Registration> changed = new ArrayList<>();
    for (Registration each : endpoints) {
      Verdict.Kind kind = each.verdict().kind();
      boolean open = kind == Verdict.Kind.REFUSED || kind == Verdict.Kind.WARNED;
      if (open && each.decide(judge(each))) {
        changed.add(each);
      }
    }
    return changed;
  }

  /** Sets the edges between one endpoint and those of the other direction, by rule chain. */
  private void reach(Registration one) {
    boolean uplink = one.endpoint().direction() == Direction.UPLINK;
    for (Registration other : endpoints) {
      if (other.endpoint().direction() != one.endpoint().direction()) {
        Registration up = uplink ? one : other;
        Registration down = uplink ? other : one;
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

  private void feeds(Registration uplink) {
    if (uplink.endpoint().direction() == Direction.UPLINK) {
      List<Writer> fed = new ArrayList<>();
      for (Registration down : map.view().successors(uplink)) {
        if (uplink.endpoint().roundTrips(down.endpoint()) == 0) {
          fed.add(down);
        }
      }
      uplink.downstream(fed);
    }
  }

  private Verdict judge(Registration asked) {
    LoopSettings settings = LoopSettings.of(asked.endpoint().host());
    TenantId tenant = asked.endpoint().owner().tenant();
    Predicate<Registration> own = other -> other.endpoint().owner().tenant().equals(tenant);
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
      Registration asked,
      LoopPolicy least,
      Predicate<Registration> among,
      Predicate<Registration> via) {
    List<Registration> cycle =
        map.cycle(asked, other -> among.test(other) && running(other), notAllowed(), via);
    if (cycle.isEmpty()) {
      return Verdict.ALLOWED;
    }
    TenantId tenant = asked.endpoint().owner().tenant();
    LoopPolicy policy = least;
    for (Registration each : cycle) {
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

  private static boolean running(Registration registration) {
    Verdict.Kind kind = registration.verdict().kind();
    return kind == Verdict.Kind.ALLOWED || kind == Verdict.Kind.WARNED;
  }

  static BiPredicate<Registration, Registration> notAllowed() {
    return (from, to) ->
        from.endpoint().direction() == Direction.DOWNLINK
            || from.endpoint().roundTrips(to.endpoint()) == 0;
  }
}
