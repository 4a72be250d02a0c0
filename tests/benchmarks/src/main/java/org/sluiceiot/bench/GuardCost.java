package org.sluiceiot.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.kafka.guard.Direction;
import org.sluiceiot.kafka.guard.Endpoint;
import org.sluiceiot.kafka.guard.GuardedEndpoint;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.guard.PathCheck;
import org.sluiceiot.kafka.guard.TopicSet;

/** What the guard costs per record: check on ingest, append on send. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GuardCost {
  private static final byte[] VALUE = new byte[200];

  @Param({"false", "true"})
  public boolean signed;

  private final LoopGuard guard = new LoopGuard();
  private GuardedEndpoint uplink;
  private GuardedEndpoint downlink;
  private List<Header> chained;

  /** Two endpoints, and the headers of a record that has passed two others. */
  @Setup
  public void register() {
    TenantId tenant = new TenantId(UUID.randomUUID());
    uplink = register(guard, "in", tenant, Direction.UPLINK, signed);
    downlink = register(guard, "out", tenant, Direction.DOWNLINK, signed);
    GuardedEndpoint before = register(guard, "before", tenant, Direction.DOWNLINK, signed);
    ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>("t", VALUE);
    PathCheck first = before.checkAndStamp(Map.of(), sent, 0);
    before.close();
    if (first.loop()) {
      throw new IllegalStateException("a first record is no loop");
    }
    chained = List.of(sent.headers().toArray());
  }

  static GuardedEndpoint register(
      LoopGuard guard, String name, TenantId tenant, Direction way, boolean signed) {
    Host host = signed ? new SigningHost() : new BenchHost();
    return guard.register(
        new Endpoint(
            new Owner(name, name, tenant, "bench"), way, new TopicSet.Names(List.of("t")), host),
        verdict -> {});
  }

  @TearDown
  public void close() {
    uplink.close();
    downlink.close();
  }

  /** A record without a path: check, then append on send. */
  @Benchmark
  public PathCheck fresh() {
    ConsumerRecord<byte[], byte[]> in = new ConsumerRecord<>("t", 0, 0, VALUE, VALUE);
    return pass(in);
  }

  /** A record that has passed another chain already. */
  @Benchmark
  public PathCheck chained() {
    ConsumerRecord<byte[], byte[]> in = new ConsumerRecord<>("t", 0, 0, VALUE, VALUE);
    chained.forEach(in.headers()::add);
    return pass(in);
  }

  private PathCheck pass(ConsumerRecord<byte[], byte[]> in) {
    PathCheck arrived = uplink.checkConsumed(List.of(in))[0];
    return downlink.checkAndStamp(arrived.metadata(), new ProducerRecord<>("t", VALUE), 0);
  }

  /** The same work without the guard, to subtract. */
  @Benchmark
  public LinkedHashMap<Object, Object> nothing() {
    LinkedHashMap<Object, Object> both = new LinkedHashMap<>(4);
    both.put(1, new ConsumerRecord<>("t", 0, 0, VALUE, VALUE));
    both.put(2, new ProducerRecord<byte[], byte[]>("t", VALUE));
    return both;
  }
}
