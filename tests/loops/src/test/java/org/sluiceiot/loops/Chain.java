package org.sluiceiot.loops;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionTimeoutException;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.host.State;
import org.sluiceiot.api.message.EntityId;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.FakeObserver;
import org.sluiceiot.kafka.downlink.KafkaDownlink;
import org.sluiceiot.kafka.uplink.KafkaUplink;

/**
 * A real uplink and a real downlink with a rule chain in between that passes everything on, and
 * counts.
 */
final class Chain implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaUplink uplink = new KafkaUplink();
  private final KafkaDownlink downlink = new KafkaDownlink();
  private final AtomicLong passes = new AtomicLong();
  private final UpContext up;
  private final DownContext down;
  private final Script script;
  private volatile long lastPass = System.nanoTime();

  private Chain(Owner upOwner, Owner downOwner, FakeHost host, Script script) {
    this.up = new UpContext(upOwner, host, this::pass);
    this.down = new DownContext(downOwner, host);
    this.script = script;
  }

  static Chain start(Plan plan) throws Exception {
    FakeHost host = new FakeHost().settings(json(plan.settings));
    Owner in = owner("in-" + plan.fromTopic, plan);
    Owner out = owner("out-" + plan.toTopic, plan);
    host.reachability((from, to) -> from.equals(in.id()) && to.equals(out.id()));
    Chain chain = new Chain(in, out, host, plan.script);
    ObjectNode upConfig =
        json("{'topics':['" + plan.fromTopic + "'],'loopGuard':" + plan.guard + "}");
    upConfig
        .putObject("connection")
        .put("bootstrapServers", plan.fromServers)
        .set("otherProperties", json(plan.properties));
    upConfig.putObject("failures").put("onLoop", plan.uplinkOnLoop);
    ObjectNode downConfig = json("{'topic':'" + plan.toTopic + "','key':'${deviceName}'}");
    downConfig.putObject("connection").put("bootstrapServers", plan.toServers);
    downConfig.put("onLoop", plan.downlinkOnLoop).set("loopGuard", json(plan.downlinkGuard));
    chain.downlink.init(chain.down, downConfig);
    chain.uplink.start(chain.up, upConfig);
    return chain;
  }

  /** The same for the same plan, so that a chain that starts again goes on where it was. */
  private static Owner owner(String name, Plan plan) {
    String id = UUID.nameUUIDFromBytes((plan.tenant + name).getBytes()).toString();
    return new Owner(id, name, plan.tenant, "test");
  }

  private static ObjectNode json(String text) throws Exception {
    return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
  }

  private CompletionStage<Void> pass(EntityBatch batch) {
    passes.incrementAndGet();
    lastPass = System.nanoTime();
    CompletionStage<Void> room = CompletableFuture.completedFuture(null);
    for (EntityData entity : batch.entities()) {
      RuleMessage message = script.run(message(entity.name(), data(entity), batch.metadata()));
      if (message != null) {
        room = down.expect(message);
        downlink.onMessage(message);
      }
    }
    return room;
  }

  /** The record's own form, so that it decodes again. */
  private static String data(EntityData entity) {
    ObjectNode data = JSON.createObjectNode();
    data.put("deviceName", entity.name());
    ObjectNode telemetry = data.putObject("telemetry");
    entity
        .telemetry()
        .forEach(point -> point.values().forEach((key, value) -> telemetry.putPOJO(key, value)));
    return data.toString();
  }

  private static RuleMessage message(String device, String data, Map<String, String> metadata) {
    Map<String, String> all = new LinkedHashMap<>(metadata);
    all.put("deviceName", device);
    return new RuleMessage(
        UUID.randomUUID(),
        RuleMessage.POST_TELEMETRY,
        new EntityId(EntityId.DEVICE, UUID.nameUUIDFromBytes(device.getBytes())),
        all,
        data,
        Instant.now());
  }

  /** A record's value as the chain's own downlink writes it. */
  static String reading(String device, long value) {
    return "{\"deviceName\":\"%s\",\"telemetry\":{\"t\":%d}}".formatted(device, value);
  }

  /**
   * A message that did not come by Kafka, such as one of a device that is connected to the host.
   */
  void send(String device, long value) {
    RuleMessage message = message(device, reading(device, value), Map.of());
    down.expect(message);
    downlink.onMessage(message);
  }

  long passes() {
    return passes.get();
  }

  long lastPass() {
    return lastPass;
  }

  long loops() {
    return count("loops") + down.observer().metrics().count("guard.loops");
  }

  /** A counter of the guard, of the uplink. */
  long count(String name) {
    return up.observer().metrics().count("guard." + name);
  }

  UpContext up() {
    return up;
  }

  DownContext down() {
    return down;
  }

  /** A counter of the uplink's statistics. */
  long statistic(String name) throws Exception {
    return uplink.command("statistics", JSON.createObjectNode()).path(name).asLong();
  }

  /** The consumer group, as Kafka knows it. */
  String group() {
    return up.self().tenant() + "-sluice-" + up.self().id();
  }

  /** Alarms of the breaker. */
  List<Event> alarms() {
    List<Event> alarms = new ArrayList<>(up.observer().events(Event.Kind.ALARM));
    alarms.removeIf(event -> !event.text().contains("paused"));
    return alarms;
  }

  /** What the refused side says, or empty. */
  String refusal() {
    String of = refusal(up.observer().last());
    return of.isEmpty() ? refusal(down.observer().last()) : of;
  }

  private static String refusal(FakeObserver.Report report) {
    return report != null && report.state() == State.REFUSED ? report.reason() : "";
  }

  /** What a running side warns of, or empty. */
  String warning() {
    String of = up.observer().last().reason();
    return of.isEmpty() ? down.observer().last().reason() : of;
  }

  boolean running() {
    return runs(up.observer().last()) && runs(down.observer().last());
  }

  private static boolean runs(FakeObserver.Report report) {
    return report != null && report.state() == State.RUNNING;
  }

  /** Fails, and closes the chain, when it does not run within thirty seconds. */
  Chain awaitRunning() {
    try {
      up.observer().awaitState(State.RUNNING);
      return this;
    } catch (ConditionTimeoutException e) {
      close();
      throw e;
    }
  }

  @Override
  public void close() {
    uplink.stop();
    downlink.destroy();
  }
}
