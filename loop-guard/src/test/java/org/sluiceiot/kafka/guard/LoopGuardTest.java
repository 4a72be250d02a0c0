package org.sluiceiot.kafka.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.api.flow.FlowGraph;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.kafka.guard.GuardConfig.Policy;
import org.sluiceiot.kafka.guard.GuardConfig.RoundTrip;
import org.sluiceiot.kafka.guard.Verdict.Kind;

class LoopGuardTest {
  private final LoopGuard guard = new LoopGuard();
  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final TenantId other = new TenantId(UUID.randomUUID());
  private final List<Verdict> told = new ArrayList<>();
  private FakeHost host = new FakeHost();

  @Test
  void theOneThatClosesACycleIsRefusedAndMayRunWhenTheOtherGoes() {
    GuardedEndpoint up = uplink("in", tenant, "a");
    GuardedEndpoint down = downlink("out", tenant, "a");
    assertThat(up.verdict()).isEqualTo(Verdict.PENDING);
    up.clusterId("c1");
    down.clusterId("c1");
    assertThat(up.verdict()).isEqualTo(Verdict.ALLOWED);
    assertThat(down.verdict().kind()).isEqualTo(Kind.REFUSED);
    assertThat(down.verdict().text())
        .contains("downlink 'out' –topic 'a' of cluster c1→ uplink 'in' –rule chain→");
    up.close();
    assertThat(down.verdict()).isEqualTo(Verdict.ALLOWED);
    assertThat(told).hasSize(3);
  }

  @Test
  void orderOfKnowingTheClusterCounts() {
    GuardedEndpoint up = uplink("in", tenant, "a");
    GuardedEndpoint down = downlink("out", tenant, "a");
    down.clusterId("c1");
    up.clusterId(null);
    assertThat(up.verdict()).isEqualTo(Verdict.PENDING);
    up.clusterId("c1");
    assertThat(down.verdict()).isEqualTo(Verdict.ALLOWED);
    assertThat(up.verdict().kind()).isEqualTo(Kind.REFUSED);
  }

  @Test
  void anotherClusterTopicOrRuleChainMakesNoCycle() {
    uplink("in", tenant, "a").clusterId("c1");
    assertThat(decided(downlink("out", tenant, "a"), "c2")).isEqualTo(Kind.ALLOWED);
    assertThat(decided(downlink("out", tenant, "b"), "c1")).isEqualTo(Kind.ALLOWED);
    host = new FakeHost().reachability((from, to) -> false);
    uplink("apart", tenant, "z").clusterId("c1");
    assertThat(decided(downlink("out", tenant, "z"), "c1")).isEqualTo(Kind.ALLOWED);
  }

  @Test
  void aCycleOverTwoIntegrationsIsFoundAndPrintedAsAPath() {
    Owner u1 = FakeHost.owner("u1", tenant);
    Owner u2 = FakeHost.owner("u2", tenant);
    Owner d1 = FakeHost.owner("d1", tenant);
    Owner d2 = FakeHost.owner("d2", tenant);
    host.reachability(
        (from, to) ->
            from.equals(u1.id()) && to.equals(d1.id())
                || from.equals(u2.id()) && to.equals(d2.id()));
    register(u1, Direction.UPLINK, "a").clusterId("c");
    register(u2, Direction.UPLINK, "b").clusterId("c");
    register(d1, Direction.DOWNLINK, "b").clusterId("c");
    GuardedEndpoint last = register(d2, Direction.DOWNLINK, "a");
    assertThat(decided(last, "c")).isEqualTo(Kind.REFUSED);
    assertThat(last.verdict().text())
        .contains("'d2' –topic 'a'", "'u1' –rule chain→ downlink 'd1' –topic 'b'", "uplink 'u2'");
  }

  @ParameterizedTest
  @CsvSource({
    "reject, AS_OPERATOR, REFUSED",
    "warn, AS_OPERATOR, WARNED",
    "off, AS_OPERATOR, ALLOWED",
    "off, WARN, WARNED",
    "warn, REJECT, REFUSED",
    "reject, WARN, REFUSED"
  })
  void aTenantCanOnlyBeStricter(String operator, Policy own, Kind expected) throws Exception {
    settings("{\"loopPolicy\": \"%s\"}".formatted(operator));
    uplink("in", tenant, "a").clusterId("c");
    GuardedEndpoint down =
        register(
            FakeHost.owner("out", tenant),
            Direction.DOWNLINK,
            "a",
            new GuardConfig(own, List.of()));
    assertThat(decided(down, "c")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"reject, REFUSED", "warn, WARNED", "off, ALLOWED"})
  void aCycleOverTwoTenantsNamesNothingOfTheOther(String policy, Kind expected) throws Exception {
    settings("{\"loopGuard\": {\"acrossTenants\": \"%s\"}}".formatted(policy));
    host.reachability((from, to) -> to.startsWith(from.substring(0, 1)));
    named("1u", "mine-in", tenant, Direction.UPLINK, "a").clusterId("c");
    named("2u", "theirs-in", other, Direction.UPLINK, "b").clusterId("c");
    named("2d", "theirs-out", other, Direction.DOWNLINK, "a").clusterId("c");
    GuardedEndpoint last = named("1d", "mine-out", tenant, Direction.DOWNLINK, "b");
    assertThat(decided(last, "c")).isEqualTo(expected);
    assertThat(last.verdict().text()).doesNotContain("theirs");
    assertThat(guard.flows().cycles()).hasSize(1);
    assertThat(guard.flows().cycles().get(0).text()).contains("theirs-in", "mine-in");
  }

  @Test
  void anAllowedPairIsAllowedAndShown() {
    GuardConfig pair = new GuardConfig(Policy.AS_OPERATOR, List.of(new RoundTrip("out", 3)));
    register(FakeHost.owner("in", tenant), Direction.UPLINK, "a", pair).clusterId("c");
    assertThat(decided(downlink("out", tenant, "a"), "c")).isEqualTo(Kind.ALLOWED);
    assertThat(decided(downlink("other", tenant, "a"), "c")).isEqualTo(Kind.REFUSED);
    FlowGraph flows = guard.flows();
    assertThat(flows.vertices()).hasSize(3);
    assertThat(flows.cycles())
        .extracting(FlowGraph.Cycle::verdict)
        .containsExactlyInAnyOrder("allowed", "refused");
    assertThat(flows.cycles())
        .filteredOn(cycle -> cycle.verdict().equals("allowed"))
        .allMatch(cycle -> cycle.text().startsWith("a record may come back 3 times: uplink 'in'"));
  }

  @Test
  void aNewInstanceOfTheSameOwnerTakesThePlaceOfTheOld() {
    Owner in = FakeHost.owner("in", tenant);
    register(in, Direction.UPLINK, "a").clusterId("c");
    register(in, Direction.UPLINK, "b").clusterId("c");
    assertThat(decided(downlink("out", tenant, "a"), "c")).isEqualTo(Kind.ALLOWED);
    assertThat(guard.flows().vertices()).hasSize(2);
  }

  /** A node with a fallback has two ways to Kafka; the one once hid the other. */
  @Test
  void bothWaysOfANodeAreDecidedAbout() {
    Owner out = FakeHost.owner("out", tenant);
    uplink("in", tenant, "a").clusterId("c");
    GuardedEndpoint first = register(out, Direction.DOWNLINK, "a");
    GuardedEndpoint fallback = register(out, "b", "fallback");
    assertThat(decided(fallback, "c")).isEqualTo(Kind.ALLOWED);
    assertThat(decided(first, "c")).isEqualTo(Kind.REFUSED);
    uplink("other", tenant, "b").clusterId("c");
    assertThat(guard.flows().vertices())
        .extracting(FlowGraph.Vertex::id, FlowGraph.Vertex::name)
        .contains(tuple(out.id(), "out"), tuple(out.id() + "/fallback", "out (fallback)"));
    GuardedEndpoint again = register(out, Direction.DOWNLINK, "a");
    assertThat(decided(again, "c")).isEqualTo(Kind.REFUSED);
    assertThat(guard.flows().vertices()).hasSize(4);
  }

  /**
   * Two sides that learn of their cluster at the same moment once missed each other, when one of
   * them was busy comparing with a third.
   */
  @Test
  void twoSidesThatLearnTheirClusterTogetherDoNotBothRun() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 12; round++) {
        GuardedEndpoint down = downlink("out", tenant, "a".repeat(201));
        Owner apart = FakeHost.owner("third", tenant);
        host.reachability((from, to) -> !to.equals(apart.id()));
        GuardedEndpoint third =
            register(
                apart,
                Direction.DOWNLINK,
                new TopicSet.Template(List.of("", "b".repeat(round + 1))));
        third.clusterId("c");
        GuardedEndpoint up =
            register(
                FakeHost.owner("in", tenant),
                Direction.UPLINK,
                new TopicSet.Pattern("(a|b)*a(a|b){200}", "(a|b)*b(a|b){200}"));
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<?>> both = new ArrayList<>();
        for (GuardedEndpoint each : List.of(up, down)) {
          both.add(
              threads.submit(
                  () -> {
                    together.await();
                    each.clusterId("c");
                    return null;
                  }));
        }
        for (Future<?> each : both) {
          each.get();
        }
        assertThat(List.of(up.verdict().kind(), down.verdict().kind()))
            .as("round %d", round)
            .containsExactlyInAnyOrder(Kind.ALLOWED, Kind.REFUSED);
        List.of(up, down, third).forEach(GuardedEndpoint::close);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aCycleOverTwoClustersThatTheHostJoinsItself() {
    Owner u1 = FakeHost.owner("u1", tenant);
    Owner u2 = FakeHost.owner("u2", tenant);
    Owner d1 = FakeHost.owner("d1", tenant);
    Owner d2 = FakeHost.owner("d2", tenant);
    host.reachability(
        (from, to) ->
            from.equals(u1.id()) && to.equals(d1.id())
                || from.equals(u2.id()) && to.equals(d2.id()));
    register(u1, Direction.UPLINK, "a").clusterId("c1");
    register(d1, Direction.DOWNLINK, "a").clusterId("c2");
    register(u2, Direction.UPLINK, "a").clusterId("c2");
    GuardedEndpoint last = register(d2, Direction.DOWNLINK, "a");
    assertThat(decided(last, "c1")).isEqualTo(Kind.REFUSED);
    assertThat(last.verdict().text())
        .contains("topic 'a' of cluster c1", "topic 'a' of cluster c2");
  }

  @Test
  void anotherClusterAfterAReconnectIsDecidedAnew() {
    GuardedEndpoint up = uplink("in", tenant, "a");
    GuardedEndpoint down = downlink("out", tenant, "a");
    up.clusterId("c1");
    assertThat(decided(down, "c2")).isEqualTo(Kind.ALLOWED);
    assertThat(decided(down, "c1")).isEqualTo(Kind.REFUSED);
    assertThat(decided(down, "c2")).isEqualTo(Kind.ALLOWED);
  }

  /** A topic that does not exist yet is found all the same: languages are compared, not lists. */
  @Test
  void aTopicThatIsCreatedLaterIsSeenNow() {
    register(FakeHost.owner("in", tenant), Direction.UPLINK, pattern("plant-.*-(in|out)"))
        .clusterId("c");
    GuardedEndpoint down =
        register(
            FakeHost.owner("out", tenant),
            Direction.DOWNLINK,
            new TopicSet.Template(List.of("plant-", "-out")));
    assertThat(decided(down, "c")).isEqualTo(Kind.REFUSED);
    assertThat(down.verdict().text()).contains("topic 'plant--out'");
  }

  @Test
  void aChangedRuleChainIsSeenWhenTheGuardIsTold() {
    boolean[] joined = {false};
    host.reachability((from, to) -> joined[0]);
    uplink("in", tenant, "a").clusterId("c");
    GuardedEndpoint down = downlink("out", tenant, "a");
    assertThat(decided(down, "c")).isEqualTo(Kind.ALLOWED);
    joined[0] = true;
    assertThat(guard.flows().cycles()).as("asking changes nothing").isEmpty();
    assertThat(down.verdict()).isEqualTo(Verdict.ALLOWED);
    guard.flowsChanged();
    assertThat(guard.flows().cycles()).hasSize(1);
    assertThat(down.verdict().kind()).isEqualTo(Kind.REFUSED);
    joined[0] = false;
    guard.flowsChanged();
    assertThat(down.verdict()).isEqualTo(Verdict.ALLOWED);
  }

  private void settings(String json) throws Exception {
    host.settings(new ObjectMapper().readTree(json));
  }

  private static Kind decided(GuardedEndpoint registration, String cluster) {
    registration.clusterId(cluster);
    return registration.verdict().kind();
  }

  private GuardedEndpoint uplink(String name, TenantId of, String topic) {
    return register(FakeHost.owner(name, of), Direction.UPLINK, topic);
  }

  private GuardedEndpoint downlink(String name, TenantId of, String topic) {
    return register(FakeHost.owner(name, of), Direction.DOWNLINK, topic);
  }

  private GuardedEndpoint named(String id, String name, TenantId of, Direction way, String topic) {
    return register(new Owner(id, name, of, "test"), way, topic);
  }

  private GuardedEndpoint register(Owner owner, Direction way, String topic) {
    return register(owner, way, topic, GuardConfig.DEFAULT);
  }

  private static TopicSet pattern(String include) {
    return new TopicSet.Pattern(include, null);
  }

  private GuardedEndpoint register(Owner owner, String topic, String way) {
    TopicSet topics = new TopicSet.Names(List.of(topic));
    return guard.register(
        new Endpoint(owner, Direction.DOWNLINK, topics, host, GuardConfig.DEFAULT, null, way),
        told::add);
  }

  private GuardedEndpoint register(Owner owner, Direction way, TopicSet topics) {
    return guard.register(new Endpoint(owner, way, topics, host), verdict -> {});
  }

  private GuardedEndpoint register(Owner owner, Direction way, String topic, GuardConfig config) {
    TopicSet topics = new TopicSet.Names(List.of(topic));
    return guard.register(new Endpoint(owner, way, topics, host, config, null), told::add);
  }
}
