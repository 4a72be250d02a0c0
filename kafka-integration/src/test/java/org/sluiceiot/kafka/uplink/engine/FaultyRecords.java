package org.sluiceiot.kafka.uplink.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.uplink.deadletter.DeadLetterCause;
import org.sluiceiot.kafka.uplink.deadletter.DeadLetterSink;

/** Records of which each makes one stage of the engine throw, as drawn by a random number. */
final class FaultyRecords implements DeadLetterSink {
  /** Where a record's fault strikes. */
  enum Where {
    NOWHERE,
    ROUTE,
    DECODE,
    ENTITIES,
    DELIVER,
    STAGE,
    STAGE_LATER,
    STAGE_CALLBACK,
    NO_STAGE,
    PASSING
  }

  /**
   * @param letterFaults how often writing its dead letter fails first
   */
  record Plan(Where where, Throwable thrown, int letterFaults, Throwable letterFault) {}

  private final List<Plan> plans = new ArrayList<>();
  private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
  private final Map<Long, Integer> letterAttempts = new ConcurrentHashMap<>();
  private final List<DeadLetterCause> letters = new ArrayList<>();

  FaultyRecords(Random random, int count) {
    Where[] all = Where.values();
    for (int i = 0; i < count; i++) {
      Where where = all[random.nextInt(all.length)];
      Throwable thrown =
          where == Where.PASSING ? Throwables.passing(random) : Throwables.any(random);
      plans.add(new Plan(where, thrown, random.nextInt(3), Throwables.any(random)));
    }
  }

  List<Plan> plans() {
    return plans;
  }

  List<DeadLetterCause> letters() {
    synchronized (letters) {
      return List.copyOf(letters);
    }
  }

  private Plan plan(long offset) {
    return plans.get((int) offset);
  }

  byte[] value(long offset) {
    return "{\"n\":%d,\"k\":{\"%d\":1}}".formatted(offset, offset).getBytes(StandardCharsets.UTF_8);
  }

  private static long number(byte[] value) {
    String text = new String(value, StandardCharsets.UTF_8);
    return Long.parseLong(text.substring(5, text.indexOf(',')));
  }

  /** What the filter of a route compares with; looking into it throws for some records. */
  JsonNode wanted() {
    return new ObjectNode(JsonNodeFactory.instance, new ThrowingMap(this));
  }

  private static final class ThrowingMap extends AbstractMap<String, JsonNode> {
    private final FaultyRecords records;

    ThrowingMap(FaultyRecords records) {
      this.records = records;
    }

    @Override
    public JsonNode get(Object key) {
      Plan plan = records.plan(Long.parseLong((String) key));
      if (plan.where() == Where.ROUTE) {
        throw Throwables.<RuntimeException>sneak(plan.thrown());
      }
      return null;
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public Set<Map.Entry<String, JsonNode>> entrySet() {
      return Set.of();
    }
  }

  Decoder decoder() {
    return record -> {
      long offset = number(record.value());
      Plan plan = plan(offset);
      if (plan.where() == Where.DECODE) {
        throw Throwables.<RuntimeException>sneak(plan.thrown());
      }
      EntityData entity =
          new EntityData(
              EntityData.Kind.DEVICE,
              "d" + offset,
              "t",
              null,
              null,
              null,
              Map.of(),
              List.of(new TelemetryPoint(null, Map.of("n", offset))),
              Set.of());
      return plan.where() == Where.ENTITIES ? new ThrowingList(plan.thrown()) : List.of(entity);
    };
  }

  private static final class ThrowingList extends AbstractList<EntityData> {
    private final Throwable thrown;

    ThrowingList(Throwable thrown) {
      this.thrown = thrown;
    }

    @Override
    public EntityData get(int index) {
      throw Throwables.<RuntimeException>sneak(thrown);
    }

    @Override
    public int size() {
      return 1;
    }
  }

  /** The host. */
  CompletionStage<Void> deliver(EntityBatch batch) {
    long offset = Long.parseLong(batch.entities().get(0).name().substring(1));
    Plan plan = plan(offset);
    boolean first = attempts.merge("d" + offset, 1, Integer::sum) == 1;
    return switch (plan.where()) {
      case DELIVER -> throw Throwables.<RuntimeException>sneak(plan.thrown());
      case STAGE -> CompletableFuture.failedFuture(plan.thrown());
      case STAGE_LATER -> {
        CompletableFuture<Void> later = new CompletableFuture<>();
        CompletableFuture.runAsync(() -> later.completeExceptionally(plan.thrown()));
        yield later;
      }
      case STAGE_CALLBACK -> new ThrowingStage(plan.thrown());
      case NO_STAGE -> null;
      case PASSING ->
          first
              ? CompletableFuture.failedFuture(plan.thrown())
              : CompletableFuture.completedFuture(null);
      default -> CompletableFuture.completedFuture(null);
    };
  }

  private static final class ThrowingStage extends CompletableFuture<Void> {
    private final Throwable thrown;

    ThrowingStage(Throwable thrown) {
      this.thrown = thrown;
    }

    @Override
    public CompletableFuture<Void> whenComplete(
        BiConsumer<? super Void, ? super Throwable> action) {
      throw Throwables.<RuntimeException>sneak(thrown);
    }
  }

  @Override
  public String topic() {
    return "letters";
  }

  @Override
  public void write(
      ConsumerRecord<byte[], byte[]> record, DeadLetterCause cause, Consumer<Throwable> done) {
    Plan plan = plan(record.offset());
    int attempt = letterAttempts.merge(record.offset(), 1, Integer::sum);
    if (attempt > plan.letterFaults()) {
      synchronized (letters) {
        letters.add(cause);
      }
      done.accept(null);
    } else if (attempt % 2 == 1) {
      throw Throwables.<RuntimeException>sneak(plan.letterFault());
    } else {
      done.accept(plan.letterFault());
    }
  }
}
