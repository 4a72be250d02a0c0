package org.sluiceiot.platform.chain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.owner.Owners;
import org.sluiceiot.platform.owner.RunningOwner;

/** Sums up what owners and chains count, without the database. Safe for any thread. */
public record Totals(Chains chains, Owners owners) {
  /** Names that plugins count under, by the name of the sum. */
  private static final Map<String, List<String>> PLUGIN_COUNTERS =
      Map.of(
          "received", List.of("received"),
          "decoded", List.of("decoded"),
          "delivered", List.of("delivered"),
          "deadLettered", List.of("dead.lettered"),
          "skipped", List.of("skipped"),
          "ignored", List.of("ignored"),
          "produced", List.of("downlink.success"),
          "failed", List.of("failed", "downlink.failed"));

  private static final List<String> ORDER =
      List.of(
          "received",
          "decoded",
          "delivered",
          "deadLettered",
          "skipped",
          "ignored",
          "produced",
          "failed");

  /** Of the whole host. */
  public Map<String, Long> all() {
    return sum(owner -> true, chains.running());
  }

  /** Of one tenant. */
  public Map<String, Long> of(TenantId tenant) {
    List<ChainRuntime> chains =
        this.chains.running().stream().filter(chain -> chain.tenant().equals(tenant)).toList();
    return sum(owner -> owner.owner().tenant().equals(tenant), chains);
  }

  private Map<String, Long> sum(Predicate<RunningOwner> which, List<ChainRuntime> chains) {
    List<RunningOwner> owners = this.owners.all().stream().filter(which).toList();
    Map<String, Long> totals = new LinkedHashMap<>();
    for (String name : ORDER) {
      long sum = 0;
      for (RunningOwner owner : owners) {
        for (String counter : PLUGIN_COUNTERS.get(name)) {
          sum += owner.total(counter);
        }
      }
      totals.put(name, sum);
    }
    totals.put("saved", owners.stream().mapToLong(owner -> owner.total("saved")).sum());
    for (ChainRuntime chain : chains) {
      chain.counters().forEach((name, count) -> totals.merge(name, count, Long::sum));
    }
    return totals;
  }
}
