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
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.FakeIntegrationContext;
import org.sluiceiot.fixtures.FakeNodeContext;
import org.sluiceiot.kafka.downlink.KafkaDownlink;
import org.sluiceiot.kafka.uplink.KafkaUplink;

/**
 * A real uplink and a real downlink with a rule chain in between that passes everything on, and
 * counts. The configuration layer is off unless said otherwise, so that the other layers show what
 * they do.
 */
final class Chain implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaUplink uplink = new KafkaUplink();
  private final KafkaDownlink downlink = new KafkaDownlink();
  private final AtomicLong passes = new AtomicLong();
  private final FakeIntegrationContext up;
  private final FakeNodeContext down;
  private final Script script;
  private volatile long lastPass = System.nanoTime();

  private Chain(Owner upOwner, Owner downOwner, FakeHost host, Script script) {
    this.up = new FakeIntegrationContext(upOwner, host);
    this.down = new FakeNodeContext(downOwner, host);
    this.script = script;
    up.answer(this::pass);
  }

  /** Where a chain reads and writes, and what the operator says. */
  record Plan(
      TenantId tenant,
      String fromServers,
      String fromTopic,
      String toServers,
      String toTopic,
      Script script,
      String settings,
      String guard) {

    static Plan of(String servers, String fromTopic, String toTopic) {
      return new Plan(
          new TenantId(UUID.randomUUID()),
          servers,
          fromTopic,
          servers,
          toTopic,
          Script.NONE,
          "{'loopPolicy':'off'}",
          "{}");
    }

    Plan tenant(TenantId value) {
      return new Plan(value, fromServers, fromTopic, toServers, toTopic, script, settings, guard);
    }

    Plan to(String servers) {
      return new Plan(tenant, fromServers, fromTopic, servers, toTopic, script, settings, guard);
    }

    Plan script(Script value) {
      return new Plan(tenant, fromServers, fromTopic, toServers, toTopic, value, settings, guard);
    }

    Plan settings(String value) {
      return new Plan(tenant, fromServers, fromTopic, toServers, toTopic, script, value, guard);
    }

    Plan guard(String value) {
      return new Plan(tenant, fromServers, fromTopic, toServers, toTopic, script, settings, value);
    }
  }

  static Chain start(Plan plan) throws Exception {
    FakeHost host = new FakeHost().settings(json(plan.settings()));
    Owner in = FakeHost.owner("in-" + plan.fromTopic(), plan.tenant());
    Owner out = FakeHost.owner("out-" + plan.toTopic(), plan.tenant());
    host.reachability((from, to) -> from.equals(in.id()) && to.equals(out.id()));
    Chain chain = new Chain(in, out, host, plan.script());
    ObjectNode upConfig =
        json("{'topics':['" + plan.fromTopic() + "'],'loopGuard':" + plan.guard() + "}");
    upConfig.putObject("connection").put("bootstrapServers", plan.fromServers());
    upConfig.putObject("failures").put("onLoop", "skip");
    ObjectNode downConfig = json("{'topic':'" + plan.toTopic() + "','key':'${deviceName}'}");
    downConfig.putObject("connection").put("bootstrapServers", plan.toServers());
    chain.downlink.init(chain.down, downConfig);
    chain.uplink.start(chain.up, upConfig);
    return chain;
  }

  private static ObjectNode json(String text) throws Exception {
    return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
  }

  private CompletionStage<Void> pass(EntityBatch batch) {
    passes.incrementAndGet();
    lastPass = System.nanoTime();
    for (EntityData entity : batch.entities()) {
      downlink.onMessage(script.run(message(entity, batch.metadata())));
    }
    return CompletableFuture.completedStage(null);
  }

  /** As a host makes it, with the record's own form as data, so that it decodes again. */
  private static RuleMessage message(EntityData entity, Map<String, String> metadata) {
    ObjectNode data = JSON.createObjectNode();
    data.put("deviceName", entity.name());
    ObjectNode telemetry = data.putObject("telemetry");
    entity
        .telemetry()
        .forEach(point -> point.values().forEach((key, value) -> telemetry.putPOJO(key, value)));
    Map<String, String> all = new LinkedHashMap<>(metadata);
    all.put("deviceName", entity.name());
    return new RuleMessage(
        UUID.randomUUID(),
        RuleMessage.POST_TELEMETRY,
        new EntityId(EntityId.DEVICE, UUID.nameUUIDFromBytes(entity.name().getBytes())),
        all,
        data.toString(),
        Instant.now());
  }

  /** A record's value as the chain's own downlink writes it. */
  static String reading(String device, long value) {
    return "{\"deviceName\":\"%s\",\"telemetry\":{\"t\":%d}}".formatted(device, value);
  }

  long passes() {
    return passes.get();
  }

  long lastPass() {
    return lastPass;
  }

  long loops() {
    return up.observer().metrics().count("guard.loops")
        + down.observer().metrics().count("guard.loops");
  }

  long count(String name) {
    return up.observer().metrics().count("guard." + name);
  }

  /** Alarms of the breaker. */
  List<Event> alarms() {
    List<Event> alarms = new ArrayList<>(up.observer().events(Event.Kind.ALARM));
    alarms.removeIf(event -> !event.text().contains("paused"));
    return alarms;
  }

  boolean refused() {
    return refused(up.observer().last()) || refused(down.observer().last());
  }

  private static boolean refused(org.sluiceiot.fixtures.FakeObserver.Report report) {
    return report != null && report.state() == State.REFUSED;
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
