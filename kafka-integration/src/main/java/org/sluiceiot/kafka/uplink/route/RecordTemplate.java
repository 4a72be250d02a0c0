package org.sluiceiot.kafka.uplink.route;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.uplink.config.Encoding;

/**
 * A text with places for a record's parts: {@code ${.}} for all of it as JSON, {@code ${.topic}},
 * {@code ${.key}}, {@code ${.value}}, {@code ${.offset}}, {@code ${.ts}}, {@code ${.ts_type}},
 * {@code ${.headers.NAME}}. What a record lacks becomes the empty text. Safe for any thread.
 */
public final class RecordTemplate {
  private static final Pattern PLACE = Pattern.compile("\\$\\{\\.([^}]*)}");
  private static final RecordDocument DOCUMENT = new RecordDocument(Encoding.NONE, Encoding.NONE);
  private static final String HEADERS = "headers.";

  private final List<String> texts = new ArrayList<>();
  private final List<String> places = new ArrayList<>();

  public RecordTemplate(String text) {
    Matcher matcher = PLACE.matcher(text);
    int from = 0;
    while (matcher.find()) {
      texts.add(text.substring(from, matcher.start()));
      places.add(matcher.group(1));
      from = matcher.end();
    }
    texts.add(text.substring(from));
  }

  /** Whether every record renders to the same text. */
  public boolean constant() {
    return places.isEmpty();
  }

  /** The text for a record; never null. */
  public String render(SourceRecord record) {
    if (constant()) {
      return texts.get(0);
    }
    JsonNode document = DOCUMENT.of(record);
    StringBuilder result = new StringBuilder(texts.get(0));
    for (int i = 0; i < places.size(); i++) {
      result.append(part(document, places.get(i))).append(texts.get(i + 1));
    }
    return result.toString();
  }

  private static String part(JsonNode document, String place) {
    if (place.isEmpty()) {
      return document.toString();
    }
    JsonNode found =
        place.startsWith(HEADERS)
            ? document.path("headers").path(place.substring(HEADERS.length()))
            : document.path(place);
    return found.isContainerNode() ? found.toString() : found.asText("");
  }
}
