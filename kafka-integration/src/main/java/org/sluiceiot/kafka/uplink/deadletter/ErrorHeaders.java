package org.sluiceiot.kafka.uplink.deadletter;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.sluiceiot.api.host.Owner;

/** The headers of a dead letter, named as Kafka Connect names them. Stateless. */
public final class ErrorHeaders {
  /** What every name starts with. */
  public static final String PREFIX = "__connect.errors.";

  public static final String TOPIC = PREFIX + "topic";
  public static final String PARTITION = PREFIX + "partition";
  public static final String OFFSET = PREFIX + "offset";
  public static final String CONNECTOR = PREFIX + "connector.name";
  public static final String TASK = PREFIX + "task.id";
  public static final String STAGE = PREFIX + "stage";
  public static final String CLASS = PREFIX + "class.name";
  public static final String EXCEPTION = PREFIX + "exception.class.name";
  public static final String MESSAGE = PREFIX + "exception.message";
  public static final String STACKTRACE = PREFIX + "exception.stacktrace";

  /** Why the letter has no value although the record has one; absent where the value is kept. */
  public static final String VALUE_OMITTED = PREFIX + "value.omitted";

  private static final int LONGEST_MESSAGE = 1024;
  private static final int LONGEST_TRACE = 8 * 1024;

  private ErrorHeaders() {}

  /**
   * The record's own headers, then the error's; error headers of an earlier failure are gone. Never
   * throws, whatever the error does when it is asked: its letter would never be written.
   *
   * @param omitted why the value is left out, or empty
   */
  static Headers of(
      ConsumerRecord<byte[], byte[]> record, DeadLetterCause cause, Owner owner, String omitted) {
    Headers headers = without(record.headers());
    Throwable error = cause.error();
    add(headers, TOPIC, record.topic());
    add(headers, PARTITION, Integer.toString(record.partition()));
    add(headers, OFFSET, Long.toString(record.offset()));
    add(headers, CONNECTOR, owner.name());
    add(headers, TASK, owner.serviceId());
    add(headers, STAGE, stage(cause.stage()));
    add(headers, CLASS, origin(error));
    add(headers, EXCEPTION, error.getClass().getName());
    add(headers, MESSAGE, cut(cause.text(), LONGEST_MESSAGE));
    add(headers, STACKTRACE, cut(StackTraces.of(error, LONGEST_TRACE), LONGEST_TRACE));
    if (!omitted.isEmpty()) {
      add(headers, VALUE_OMITTED, omitted);
    }
    return headers;
  }

  /** A copy without error headers: the record as it first was. */
  static Headers without(Headers original) {
    RecordHeaders headers = new RecordHeaders();
    for (Header header : original) {
      if (!header.key().startsWith(PREFIX)) {
        headers.add(header);
      }
    }
    return headers;
  }

  /** A header's text, or null. */
  static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** Kafka Connect's own words for where a record failed. */
  private static String stage(String stage) {
    return switch (stage) {
      case "DECODE" -> "VALUE_CONVERTER";
      case "DELIVER" -> "TASK_PUT";
      default -> "KAFKA_CONSUME";
    };
  }

  private static String origin(Throwable error) {
    StackTraceElement[] trace = error.getStackTrace();
    return trace.length == 0 ? error.getClass().getName() : trace[0].getClassName();
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
