package org.sluiceiot.kafka.guard;

import java.util.List;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.kafka.guard.flow.FlowMap;
import org.sluiceiot.kafka.guard.flow.FlowMap.Link;

/** A cycle in words. Pure. */
final class CycleText {
  private CycleText() {}

  /**
   * @param cycle in order, not repeating the first
   * @param reader tenant who shall read it, to whom other tenants' names are not told; null for the
   *     operator
   */
  static String of(List<GuardedEndpoint> cycle, FlowMap<GuardedEndpoint> map, TenantId reader) {
    return "data would circle: " + way(cycle, map, reader);
  }

  /** For the operator: a cycle that is allowed, and how often a record may come back. */
  static String allowed(List<GuardedEndpoint> cycle, FlowMap<GuardedEndpoint> map, int times) {
    return "a record may come back %s: ".formatted(times == 1 ? "once" : times + " times")
        + way(cycle, map, null);
  }

  private static String way(
      List<GuardedEndpoint> cycle, FlowMap<GuardedEndpoint> map, TenantId reader) {
    StringBuilder text = new StringBuilder();
    String doubt = "";
    for (int i = 0; i < cycle.size(); i++) {
      GuardedEndpoint from = cycle.get(i);
      GuardedEndpoint to = cycle.get((i + 1) % cycle.size());
      Link link = map.view().edgeValue(from, to).orElse(Links.RULE_CHAIN);
      text.append(name(from, reader)).append(" –");
      if (from.endpoint().direction() == Direction.DOWNLINK) {
        text.append("topic '").append(link.via()).append("' of cluster ").append(from.clusterId());
      } else {
        text.append(link.via());
      }
      text.append("→ ");
      doubt = link.doubt().isEmpty() ? doubt : link.doubt();
    }
    text.append(name(cycle.get(0), reader));
    if (!doubt.isEmpty()) {
      text.append("; this may be too strict, because ").append(doubt);
    }
    return text.toString();
  }

  private static String name(GuardedEndpoint endpoint, TenantId reader) {
    return reader == null ? endpoint.words() : endpoint.wordsFor(reader);
  }
}
