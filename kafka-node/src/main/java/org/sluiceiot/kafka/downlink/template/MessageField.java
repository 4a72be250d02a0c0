package org.sluiceiot.kafka.downlink.template;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Fields of the message itself, written {@code ${@name}}. */
final class MessageField {
  private static final Map<String, Field> FIELDS = fields();
  private static final String FORMATTED_TIME = "time:";

  private MessageField() {}

  private static Map<String, Field> fields() {
    Map<String, Field> fields = new LinkedHashMap<>();
    fields.put("originator.id", view -> view.message().originator().id().toString());
    fields.put("originator.type", view -> view.message().originator().type());
    fields.put("device.name", new MetadataField("deviceName"));
    fields.put("device.type", new MetadataField("deviceType"));
    fields.put("message.id", view -> view.message().id().toString());
    fields.put("message.type", view -> view.message().type());
    fields.put("time", view -> Long.toString(view.message().timestamp().toEpochMilli()));
    return fields;
  }

  /**
   * @param name without the {@code @}
   * @throws IllegalArgumentException no such field, or the time format is wrong
   */
  static Field of(String name) {
    if (name.startsWith(FORMATTED_TIME)) {
      return formattedTime(name.substring(FORMATTED_TIME.length()));
    }
    Field field = FIELDS.get(name);
    if (field == null) {
      throw new IllegalArgumentException(
          "${@" + name + "} is not known; known are @" + String.join(", @", FIELDS.keySet()));
    }
    return field;
  }

  private static Field formattedTime(String pattern) {
    DateTimeFormatter formatter;
    try {
      formatter = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
      formatter.format(Instant.EPOCH);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException("'" + pattern + "' is not a time format", e);
    }
    return view -> formatter.format(view.message().timestamp());
  }
}
