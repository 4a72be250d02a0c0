package org.sluiceiot.kafka.decode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A record's facts as metadata: {@code kafka.in.topic}, {@code kafka.in.partition}, {@code
 * kafka.in.offset}, {@code kafka.in.key}, {@code kafka.in.timestamp} (milliseconds), {@code
 * kafka.in.timestampType} and {@code kafka.in.header.NAME}. Stateless, safe for any thread.
 */
public final class RecordMetadata {
  /** What every name here starts with. */
  public static final String PREFIX = "kafka.in.";

  /** The configured name of the integration, as scripts read it. */
  public static final String INTEGRATION_NAME = "integrationName";

  private static final String HEADER = PREFIX + "header.";

  private RecordMetadata() {}

  /**
   * A new map, which the caller may change. What a record lacks is left out; of headers with one
   * name the last one counts.
   */
  public static Map<String, String> of(SourceRecord record) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(PREFIX + "topic", record.topic());
    facts.put(PREFIX + "partition", Integer.toString(record.partition()));
    facts.put(PREFIX + "offset", Long.toString(record.offset()));
    if (record.key() != null) {
      facts.put(PREFIX + "key", record.keyText());
    }
    if (record.timestamp() != null) {
      facts.put(PREFIX + "timestamp", Long.toString(record.timestamp().toEpochMilli()));
      facts.put(PREFIX + "timestampType", record.timestampType());
    }
    for (SourceRecord.Header header : record.headers()) {
      if (header.value() != null) {
        facts.put(HEADER + header.name(), headerText(header.value()));
      }
    }
    return facts;
  }

  /** What scripts get: the integration's name, its configured pairs and the record's facts. */
  public static Map<String, String> of(SourceRecord record, DecoderContext context) {
    Map<String, String> all = of(record);
    all.putAll(context.metadata());
    all.put(INTEGRATION_NAME, context.integrationName());
    return all;
  }

  /** Bytes as text when they are UTF-8, else in base64. */
  public static String text(byte[] bytes) {
    String text = strict(bytes);
    // not a text: keep every byte
    return text == null ? Base64.getEncoder().encodeToString(bytes) : text;
  }

  /**
   * A header's value: text without control characters as it stands; else what it says in AMQP's
   * encoding, when it is exactly that; else as {@link #text} has it.
   */
  public static String headerText(byte[] bytes) {
    String text = strict(bytes);
    if (text != null && KeyFormat.printable(text)) {
      return text;
    }
    String amqp = AmqpValue.read(bytes);
    return amqp != null ? amqp : text != null ? text : Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * @return null when the bytes are not UTF-8
   */
  static String strict(byte[] bytes) {
    String quick = Utf8.read(bytes, 0, bytes.length);
    if (quick != null) {
      return quick;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
