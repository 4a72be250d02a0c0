package org.sluiceiot.guarantees;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.FakeObserver;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.uplink.KafkaUplink;

/** One member of a group of uplinks: as it would run in one host of several. */
final class Member implements IntegrationContext, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Short, so that a killed member is missed soon. */
  private static final String SESSION_MILLIS = "6000";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Owner self;
  private final Host host = new FakeHost();
  private final FakeObserver observer = new FakeObserver();
  private final KafkaUplink uplink = new KafkaUplink(new LoopGuard());
  private final BiFunction<String, Integer, CompletionStage<Void>> sink;

  /**
   * @param sink told device and number of each delivery
   */
  private Member(
      String id, TenantId tenant, BiFunction<String, Integer, CompletionStage<Void>> sink) {
    self = new Owner(id, "guarantee", tenant, "member-" + NUMBER.incrementAndGet());
    this.sink = sink;
  }

  static Member start(
      String id,
      TenantId tenant,
      String servers,
      String config,
      BiFunction<String, Integer, CompletionStage<Void>> sink)
      throws Exception {
    Member member = new Member(id, tenant, sink);
    ObjectNode json = (ObjectNode) JSON.readTree(config.replace('\'', '"'));
    ObjectNode connection = json.putObject("connection").put("bootstrapServers", servers);
    connection.putObject("otherProperties").put("session.timeout.ms", SESSION_MILLIS);
    member.uplink.start(member, json);
    return member;
  }

  @Override
  public CompletionStage<Void> deliver(EntityBatch batch) {
    EntityData entity = batch.entities().get(0);
    Long number = (Long) entity.telemetry().get(0).values().get("n");
    return sink.apply(entity.name(), number.intValue());
  }

  long count(String name) {
    return statistics().path(name).asLong();
  }

  JsonNode statistics() {
    return uplink.command("statistics", JSON.createObjectNode());
  }

  @Override
  public Owner self() {
    return self;
  }

  @Override
  public Observer observer() {
    return observer;
  }

  @Override
  public Host host() {
    return host;
  }

  @Override
  public void close() {
    uplink.stop();
  }
}
