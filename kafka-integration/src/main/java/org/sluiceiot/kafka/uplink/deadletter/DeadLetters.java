package org.sluiceiot.kafka.uplink.deadletter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.sluiceiot.kafka.connection.KafkaClients;

/**
 * A dead letter topic as people use it: look at it, send it again. Safe for any thread; every call
 * blocks while it talks to the broker, and throws {@link KafkaException} when that does not answer.
 */
public final class DeadLetters {
  private static final String GROUP = ".redrive";
  private static final Comparator<ConsumerRecord<byte[], byte[]>> OLDEST_FIRST =
      Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
          .thenComparing(ConsumerRecord::partition)
          .thenComparing(ConsumerRecord::offset);

  private final KafkaClients clients;
  private final String topic;
  private final String group;

  /**
   * @param group of the integration; progress of sending again is kept in one of its own
   */
  public DeadLetters(KafkaClients clients, String topic, String group) {
    this.clients = clients;
    this.topic = topic;
    this.group = group + GROUP;
  }

  /** Result of sending again. */
  public record Redriven(long sent, long skipped) {}

  /** The newest ones, newest first; those too large to be shown without key and value. */
  public List<ConsumerRecord<byte[], byte[]>> last(int count) {
    PriorityQueue<ConsumerRecord<byte[], byte[]>> newest = new PriorityQueue<>(OLDEST_FIRST);
    try (DeadLetterReader reader = new DeadLetterReader(clients, topic, group)) {
      reader.tail(count);
      while (!reader.atEnd()) {
        for (ConsumerRecord<byte[], byte[]> record : reader.next()) {
          newest.add(DeadLetterJson.shown(record));
          if (newest.size() > count) {
            newest.poll();
          }
        }
      }
    }
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(newest);
    records.sort(Collections.reverseOrder(OLDEST_FIRST));
    return records;
  }

  /**
   * Sends dead letters to the topics they came from, without their error headers, oldest first, and
   * remembers how far it came: the next call goes on there. Stops at the end that the topic had
   * when it began, so that what fails again waits for the next call.
   *
   * @param most how many at most
   * @param allowed topics that may be written to; letters from others are passed over, and so are
   *     letters without the value that their record had
   */
  public Redriven redrive(long most, Predicate<String> allowed) {
    long sent = 0;
    long skipped = 0;
    try (DeadLetterReader reader = new DeadLetterReader(clients, topic, group);
        Producer<byte[], byte[]> producer = producer()) {
      while (sent + skipped < most && !reader.atEnd()) {
        List<ConsumerRecord<byte[], byte[]>> records = reader.next();
        long room = most - sent - skipped;
        records = records.subList(0, (int) Math.min(room, records.size()));
        int written = send(records, producer, allowed);
        sent += written;
        skipped += records.size() - written;
        reader.commit(records);
      }
    }
    return new Redriven(sent, skipped);
  }

  private Producer<byte[], byte[]> producer() {
    return clients.producer(
        Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "gzip",
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            10_000L,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            DeadLetterWriter.LARGEST));
  }

  /** All of them are with the broker when it returns. */
  private static int send(
      List<ConsumerRecord<byte[], byte[]>> records,
      Producer<byte[], byte[]> producer,
      Predicate<String> allowed) {
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      String target = ErrorHeaders.text(record.headers(), ErrorHeaders.TOPIC);
      // Without its value it would be a tombstone; the record stands where its headers say.
      boolean whole = ErrorHeaders.text(record.headers(), ErrorHeaders.VALUE_OMITTED) == null;
      if (whole && target != null && allowed.test(target)) {
        answers.add(
            producer.send(
                new ProducerRecord<>(
                    target,
                    partition(record, target, producer),
                    record.timestamp() < 0 ? null : record.timestamp(),
                    record.key(),
                    record.value(),
                    ErrorHeaders.without(record.headers()))));
      }
    }
    answers.forEach(DeadLetters::await);
    return answers.size();
  }

  /** The partition it came from, so that its key stays where it was; null when that is gone. */
  private static Integer partition(
      ConsumerRecord<byte[], byte[]> record, String target, Producer<byte[], byte[]> producer) {
    String text = ErrorHeaders.text(record.headers(), ErrorHeaders.PARTITION);
    if (text == null || !text.matches("\\d{1,9}")) {
      return null;
    }
    int partition = Integer.parseInt(text);
    return partition < producer.partitionsFor(target).size() ? partition : null;
  }

  private static void await(Future<RecordMetadata> answer) {
    try {
      answer.get();
    } catch (ExecutionException e) {
      throw new KafkaException("not sent again: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }
}
