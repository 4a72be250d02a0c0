package org.sluiceiot.kafka.uplink.deadletter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A dead letter as JSON: the record as a dry run takes it, and the error. Stateless. */
public final class DeadLetterJson {
  private static final int LONGEST = 64 * 1024;

  private DeadLetterJson() {}

  /** A new object; a large value is left out. */
  public static ObjectNode of(ConsumerRecord<byte[], byte[]> record) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("topic", text(record, ErrorHeaders.TOPIC));
    json.put("partition", number(text(record, ErrorHeaders.PARTITION)));
    json.put("offset", number(text(record, ErrorHeaders.OFFSET)));
    json.put("deadLetterPartition", record.partition());
    json.put("deadLetterOffset", record.offset());
    json.put("timestamp", record.timestamp());
    json.put("stage", text(record, ErrorHeaders.STAGE));
    json.put("exception", text(record, ErrorHeaders.EXCEPTION));
    json.put("error", text(record, ErrorHeaders.MESSAGE));
    json.put("valueOmitted", text(record, ErrorHeaders.VALUE_OMITTED));
    json.put("key", base64(record.key()));
    json.put("payload", base64(record.value()));
    return json;
  }

  /** The record without the parts that would be left out, so that many can be held. */
  static ConsumerRecord<byte[], byte[]> shown(ConsumerRecord<byte[], byte[]> record) {
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.timestampType(),
        record.serializedKeySize(),
        record.serializedValueSize(),
        tooLarge(record.key()) ? null : record.key(),
        tooLarge(record.value()) ? null : record.value(),
        record.headers(),
        record.leaderEpoch());
  }

  private static boolean tooLarge(byte[] bytes) {
    return bytes != null && bytes.length > LONGEST;
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
    return ErrorHeaders.text(record.headers(), name);
  }

  private static Long number(String text) {
    return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
  }

  private static String base64(byte[] bytes) {
    return bytes == null || tooLarge(bytes) ? null : Base64.getEncoder().encodeToString(bytes);
  }
}
