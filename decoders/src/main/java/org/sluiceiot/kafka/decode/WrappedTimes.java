package org.sluiceiot.kafka.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times that .NET and MongoDB wrap, which say themselves what they are. Stateless. */
final class WrappedTimes {
  /** The offset says where it was written, not when. */
  private static final Pattern DOT_NET = Pattern.compile("/Date\\((-?\\d{1,18})([+-]\\d{4})?\\)/");

  private WrappedTimes() {}

  /**
   * What stands within: milliseconds since 1970, or a written time.
   *
   * @return null when the node is no such wrapping
   */
  static JsonNode millis(JsonNode node) {
    if (node.isTextual()) {
      String text = node.textValue();
      Matcher date = text.startsWith("/Date(") ? DOT_NET.matcher(text) : null;
      return date != null && date.matches() ? TextNode.valueOf(date.group(1)) : null;
    }
    JsonNode date = node.size() == 1 ? node.get("$date") : null;
    return date != null && date.size() == 1 ? date.get("$numberLong") : date;
  }
}
