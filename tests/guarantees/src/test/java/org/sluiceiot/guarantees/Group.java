package org.sluiceiot.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.fixtures.TestBroker;

/** A group of members that come and go, and what must hold for all of them together. */
final class Group implements AutoCloseable {
  private final TestBroker broker;
  private final Feed feed;
  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final String id = UUID.randomUUID().toString();
  private final String config;
  private final BiFunction<String, Integer, CompletionStage<Void>> sink;
  private final List<Member> running = new ArrayList<>();
  private final List<Member> all = new ArrayList<>();

  Group(
      TestBroker broker,
      Feed feed,
      String config,
      BiFunction<String, Integer, CompletionStage<Void>> sink) {
    this.broker = broker;
    this.feed = feed;
    this.config = config;
    this.sink = sink;
  }

  Member join() throws Exception {
    Member member = Member.start(id, tenant, broker.bootstrapServers(), config, sink);
    running.add(member);
    all.add(member);
    return member;
  }

  /** The member that has been running for longest leaves in an orderly way. */
  void leaveOldest() {
    leave(running.get(0));
  }

  void leave(Member member) {
    running.remove(member);
    member.close();
  }

  TenantId tenant() {
    return tenant;
  }

  String id() {
    return id;
  }

  /** Everybody leaves; then the books of each must balance. */
  @Override
  public void close() {
    List.copyOf(running).forEach(this::leave);
  }

  /** For each member: received = delivered + dead-lettered + skipped + ignored, exactly. */
  void assertBooksBalance() {
    for (Member member : all) {
      long outcomes =
          member.count("delivered")
              + member.count("dead.lettered")
              + member.count("skipped")
              + member.count("ignored");
      assertThat(outcomes).as(member.statistics().toString()).isEqualTo(member.count("received"));
      assertThat(member.count("inFlight")).isZero();
    }
  }

  long sum(String name) {
    return all.stream().mapToLong(member -> member.count(name)).sum();
  }

  /** Every partition is committed to its end. */
  void assertAllCommitted() {
    Map<TopicPartition, OffsetAndMetadata> committed =
        TestBroker.get(
            broker
                .admin()
                .listConsumerGroupOffsets(tenant + "-sluice-" + id)
                .partitionsToOffsetAndMetadata());
    long sum = committed.values().stream().mapToLong(OffsetAndMetadata::offset).sum();
    assertThat(sum).isEqualTo(feed.records());
  }

  /** Places that the dead letters came from, each once. */
  Set<String> deadLetterOrigins(int atLeast) {
    Set<String> origins = new HashSet<>();
    String topic = tenant + "-sluice-" + id + ".dead-letter";
    int written = (int) broker.written(topic);
    assertThat(written).isGreaterThanOrEqualTo(atLeast);
    for (ConsumerRecord<byte[], byte[]> letter :
        broker.consume(topic, written, java.time.Duration.ofSeconds(30))) {
      origins.add(
          header(letter, "__connect.errors.partition")
              + ":"
              + header(letter, "__connect.errors.offset"));
    }
    return origins;
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(
        record.headers().lastHeader(name).value(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
