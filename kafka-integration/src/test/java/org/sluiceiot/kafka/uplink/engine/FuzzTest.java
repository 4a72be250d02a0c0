package org.sluiceiot.kafka.uplink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.fixtures.FakeIntegrationContext;
import org.sluiceiot.fixtures.Seeds;
import org.sluiceiot.kafka.connection.Redaction;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.guard.Direction;
import org.sluiceiot.kafka.guard.Endpoint;
import org.sluiceiot.kafka.guard.GuardedEndpoint;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.guard.PathCheck;
import org.sluiceiot.kafka.guard.TopicSet;
import org.sluiceiot.kafka.uplink.config.UplinkConfig;
import org.sluiceiot.kafka.uplink.offsets.CommitNote;
import org.sluiceiot.kafka.uplink.offsets.OffsetPrefix;
import org.sluiceiot.kafka.uplink.route.Routes;

/** Whatever a record holds, an attempt at it ends in a step; nothing is thrown. */
@Tag("slow")
class FuzzTest {
  private static final String[] VALUES = {
    "null",
    "{}",
    "[]",
    "NaN",
    "1e99999",
    "-0",
    "\"\"",
    "\"\\ud800\"",
    "true",
    "123456789012345678901234567890",
    "[".repeat(5000),
    "{\"a\":".repeat(300),
    "[{\"ts\":1e400,\"values\":{}}]",
    "{\"ts\":-9223372036854775808,\"values\":{\"v\":1}}"
  };
  private static final String JSON_ROUTES =
      "{'topics':['t'],'decoder':{'type':'json'},'metadata':{'all':'${.}'},'routes':["
          + "{'filter':{'type':'json_pointer','pointer':'/device','equals':'x'}},"
          + "{'filter':{'type':'property','key':'creation-time','equals':'1'}},"
          + "{'filter':{'type':'key','equals':'doc'},'input':'document'},{}]}";

  private final GuardedEndpoint guard = guard(new Quiet());
  private final Pipeline thingsBoard = pipeline("{'topics':['t']}");
  private final Pipeline json = pipeline(JSON_ROUTES);
  private final PartitionWork partition =
      new PartitionWork(new TopicPartition("t", 0), new CommitNote(1));
  private long offset;

  @Test
  void convertersResults() {
    Seeds.check(50_000, random -> attempt(thingsBoard, record(random)));
  }

  @Test
  void routesAndPointers() {
    Seeds.check(50_000, random -> attempt(json, record(random)));
  }

  private void attempt(Pipeline pipeline, ConsumerRecord<byte[], byte[]> record) {
    PathCheck passage = guard.checkConsumed(List.of(record))[0];
    OffsetPrefix.Slot slot = partition.offsets().add(offset++, 0);
    RecordTask task = new RecordTask(partition, slot, record, passage);
    Step step = pipeline.attempt(task);
    assertThat(step).isInstanceOfAny(Step.Ended.class, Step.Failed.class, Step.Delivering.class);
    task.slot().acknowledge();
    partition.offsets().committable();
  }

  private static ConsumerRecord<byte[], byte[]> record(Random random) {
    byte[] value =
        random.nextBoolean()
            ? Seeds.bytes(random, 40)
            : text(random).getBytes(StandardCharsets.UTF_8);
    return record(
        random.nextInt(5) == 0 ? null : Seeds.bytes(random, 40),
        random.nextInt(10) == 0 ? null : value,
        Seeds.oneOf(
            random, "sluice-path", "creation-time", "ttl", "h", "", "\ud800", "__connect.errors"),
        random.nextInt(5) == 0 ? null : Seeds.bytes(random, 40),
        Seeds.number(random));
  }

  private static String text(Random random) {
    return "{\"%s\":%s,\"%s\":%s}"
        .formatted(field(random), value(random), field(random), value(random));
  }

  private static String field(Random random) {
    return Seeds.oneOf(
        random, "deviceName", "assetName", "device", "telemetry", "attributes", "ts", "x");
  }

  private static String value(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> String.valueOf(Seeds.number(random));
      case 1 -> "\"" + Seeds.text(random, 10) + "\"";
      default -> Seeds.oneOf(random, VALUES);
    };
  }

  private static ConsumerRecord<byte[], byte[]> record(
      byte[] key, byte[] value, String header, byte[] headerValue, long timestamp) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(header, headerValue);
    headers.add(header, key);
    return new ConsumerRecord<>(
        "t",
        0,
        0,
        timestamp,
        timestamp % 3 == 0 ? TimestampType.NO_TIMESTAMP_TYPE : TimestampType.CREATE_TIME,
        key == null ? -1 : key.length,
        value == null ? -1 : value.length,
        key,
        value,
        headers,
        Optional.empty());
  }

  private static GuardedEndpoint guard(IntegrationContext context) {
    return new LoopGuard()
        .register(
            new Endpoint(
                context.self(), Direction.UPLINK, new TopicSet.Names(List.of("t")), context.host()),
            verdict -> {});
  }

  private static Pipeline pipeline(String text) {
    try {
      Quiet context = new Quiet();
      ObjectNode config = (ObjectNode) JsonPayload.MAPPER.readTree(text.replace('\'', '"'));
      config.putObject("connection").put("bootstrapServers", "localhost:1");
      UplinkConfig read = ConfigReader.read(config, UplinkConfig.class);
      Routes routes = Routes.compile(read, new DecoderContext("fuzz", Map.of(), context.host()));
      Statistics statistics = new Statistics(context.observer().metrics());
      InputLog inputs = new InputLog(context.observer(), Redaction.of(read));
      Clock clock = context.host().clock();
      Alarms alarms = new Alarms(context.observer(), clock);
      return new Pipeline(
          context,
          routes,
          new RecordPairs(read.metadata(), "fuzz"),
          new Rates(read.rates(), context.self().tenant()),
          read.failures(),
          statistics,
          inputs,
          new DataWatch(routes.all(), statistics, alarms, inputs, clock));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Does not remember what was delivered. */
  private static final class Quiet implements IntegrationContext {
    private final FakeIntegrationContext base = new FakeIntegrationContext();

    @Override
    public Owner self() {
      return base.self();
    }

    @Override
    public CompletionStage<Void> deliver(EntityBatch batch) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public Observer observer() {
      return base.observer();
    }

    @Override
    public Host host() {
      return base.host();
    }
  }
}
