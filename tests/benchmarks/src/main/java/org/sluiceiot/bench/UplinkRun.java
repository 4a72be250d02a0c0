package org.sluiceiot.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.uplink.KafkaUplink;

/** One uplink into a sink that only counts. */
final class UplinkRun extends BenchContext implements IntegrationContext {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CompletableFuture<Void> SAFE = CompletableFuture.completedFuture(null);

  private final AtomicInteger count = new AtomicInteger();
  private final CountDownLatch done = new CountDownLatch(1);
  private final int expected;
  private volatile long first;
  private volatile long last;

  private UplinkRun(int expected) {
    super(
        new Owner(
            UUID.randomUUID().toString(),
            "benchmark",
            new TenantId(UUID.randomUUID()),
            "benchmark"),
        new BenchHost());
    this.expected = expected;
  }

  /** From the first delivered record to the last. */
  static double recordsPerSecond(UplinkTopic topic, int workers) throws Exception {
    UplinkRun run = new UplinkRun(topic.records());
    KafkaUplink uplink = new KafkaUplink(new LoopGuard());
    uplink.start(run, config(topic.servers(), topic.name(), workers));
    try {
      if (!run.done.await(120, TimeUnit.SECONDS)) {
        throw new IllegalStateException("only " + run.count + " records came");
      }
    } finally {
      uplink.stop();
    }
    return topic.records() / ((run.last - run.first) / 1e9);
  }

  static ObjectNode config(String servers, String topic, int workers) throws Exception {
    String text =
        "{'connection':{'bootstrapServers':'%s'},'topics':['%s'],'decoder':{'type':'json'},"
            + "'processing':{'workers':%d}}";
    return (ObjectNode) JSON.readTree(text.formatted(servers, topic, workers).replace('\'', '"'));
  }

  @Override
  public CompletionStage<Void> deliver(EntityBatch batch) {
    int number = count.incrementAndGet();
    if (number == 1) {
      first = System.nanoTime();
    }
    if (number == expected) {
      last = System.nanoTime();
      done.countDown();
    }
    return SAFE;
  }
}
