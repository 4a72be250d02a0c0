package org.sluiceiot.kafka.uplink.route;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.RecordMetadata;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.uplink.config.FilterConfig;

/** Decides whether a route takes a record. Safe for any thread, never throws. */
@FunctionalInterface
interface Filter {
  boolean takes(SourceRecord record);

  static Filter of(FilterConfig config) {
    if (config instanceof FilterConfig.Topic topic) {
      return record -> record.topic().equals(topic.equals());
    }
    if (config instanceof FilterConfig.Pointer pointer) {
      JsonPointer where = JsonPointer.compile(pointer.pointer());
      return record -> pointerEquals(record, where, pointer.equals());
    }
    if (config instanceof FilterConfig.HeaderEquals header) {
      byte[] wanted = header.equals().getBytes(StandardCharsets.UTF_8);
      return record ->
          record.headers().stream()
              .filter(one -> one.name().equals(header.key()) && one.value() != null)
              .anyMatch(
                  one ->
                      Arrays.equals(one.value(), wanted)
                          || RecordMetadata.headerText(one.value()).equals(header.equals()));
    }
    if (config instanceof FilterConfig.KeyEquals key) {
      return record -> key.equals().equals(record.keyText());
    }
    return record -> true;
  }

  private static boolean pointerEquals(SourceRecord record, JsonPointer where, JsonNode wanted) {
    try {
      for (JsonNode value : JsonPayload.all(record)) {
        if (!same(value.at(where), wanted)) {
          return false;
        }
      }
      return true;
    } catch (DecodeException | NumberFormatException e) {
      return false; // not JSON, or a number beyond all bounds: has no such value
    }
  }

  private static boolean same(JsonNode found, JsonNode wanted) {
    return found.isNumber() && wanted.isNumber()
        ? found.decimalValue().compareTo(wanted.decimalValue()) == 0
        : found.equals(wanted);
  }
}
