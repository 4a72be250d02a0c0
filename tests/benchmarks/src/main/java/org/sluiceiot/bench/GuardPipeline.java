package org.sluiceiot.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.api.message.EntityId;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.kafka.downlink.KafkaDownlink;
import org.sluiceiot.kafka.downlink.send.ProducerPool;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.uplink.KafkaUplink;

/**
 * An uplink and a downlink with the shortest rule chain between them: every record that comes in
 * becomes a message that goes out, and is acknowledged when the broker has acknowledged it.
 */
final class GuardPipeline extends BenchContext implements IntegrationContext {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Records without an acknowledgement; below what the downlink takes. */
  private static final int AHEAD = 10_000;

  private final Map<UUID, CompletableFuture<Void>> pending = new ConcurrentHashMap<>();
  private final Map<String, EntityId> devices = new ConcurrentHashMap<>();
  private final KafkaDownlink downlink;
  private final AtomicInteger sent = new AtomicInteger();
  private final CountDownLatch done = new CountDownLatch(1);
  private final int expected;
  private volatile Throwable failed;
  private volatile long first;
  private volatile long last;

  private GuardPipeline(LoopGuard guard, int expected) {
    super(
        new Owner("uplink", "uplink", new TenantId(UUID.randomUUID()), "benchmark"),
        new BenchHost());
    this.downlink = new KafkaDownlink(new ProducerPool(), guard);
    this.expected = expected;
  }

  /**
   * From the first record delivered to the last one acknowledged, records per second.
   *
   * @param order of the uplink, as configured
   */
  static double recordsPerSecond(UplinkTopic topic, String out, LoopGuard guard, String order)
      throws Exception {
    GuardPipeline run = new GuardPipeline(guard, topic.records());
    String config =
        "{\"connection\":{\"bootstrapServers\":\"%s\"},\"topic\":\"%s\",\"key\":\"${deviceName}\"}";
    run.downlink.init(
        run.new Node(run.self()), JSON.readTree(config.formatted(topic.servers(), out)));
    KafkaUplink uplink = new KafkaUplink(guard);
    ObjectNode uplinkConfig = UplinkRun.config(topic.servers(), topic.name(), 1);
    uplinkConfig.withObject("/processing").put("order", order).put("maxRecords", AHEAD);
    uplink.start(run, uplinkConfig);
    try {
      if (!run.done.await(120, TimeUnit.SECONDS)) {
        throw new IllegalStateException("only " + run.sent + " records came out");
      }
      if (run.failed != null) {
        throw new IllegalStateException("a message failed", run.failed);
      }
    } finally {
      uplink.stop();
      run.downlink.destroy();
    }
    return topic.records() / ((run.last - run.first) / 1e9);
  }

  @Override
  public CompletionStage<Void> deliver(EntityBatch batch) {
    if (first == 0) {
      first = System.nanoTime();
    }
    EntityData entity = batch.entities().get(0);
    TelemetryPoint point = entity.telemetry().get(0);
    EntityId device =
        devices.computeIfAbsent(
            entity.name(), name -> new EntityId(EntityId.DEVICE, UUID.randomUUID()));
    CompletableFuture<Void> safe = new CompletableFuture<>();
    try {
      RuleMessage message =
          new RuleMessage(
                  UUID.randomUUID(),
                  RuleMessage.POST_TELEMETRY,
                  device,
                  batch.metadata(),
                  JSON.writeValueAsString(point.values()),
                  Instant.now())
              .withMetadata(Map.of("deviceName", entity.name(), "deviceType", entity.type()));
      pending.put(message.id(), safe);
      downlink.onMessage(message);
    } catch (JsonProcessingException e) {
      safe.completeExceptionally(e);
    }
    return safe;
  }

  /** What the downlink sees. */
  private final class Node extends BenchContext implements RuleNodeContext {
    Node(Owner uplink) {
      super(new Owner("downlink", "downlink", uplink.tenant(), "benchmark"), new BenchHost());
    }

    @Override
    public void complete(RuleMessage message, String relation) {
      if (!relation.equals(SUCCESS)) {
        throw new IllegalStateException("a message took " + relation);
      }
      if (sent.incrementAndGet() == expected) {
        last = System.nanoTime();
        done.countDown();
      }
      pending.remove(message.id()).complete(null);
    }

    @Override
    public void fail(RuleMessage message, Throwable cause) {
      failed = cause;
      done.countDown();
      pending.remove(message.id()).completeExceptionally(cause);
    }
  }
}
