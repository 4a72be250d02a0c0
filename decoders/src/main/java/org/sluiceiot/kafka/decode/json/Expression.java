package org.sluiceiot.kafka.decode.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.burt.jmespath.JmesPath;
import io.burt.jmespath.jackson.JacksonRuntime;
import io.burt.jmespath.parser.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.kafka.decode.SourceRecord;

/**
 * Where a field's value comes from. Alternatives are separated by {@code ??}; the first that yields
 * a value counts. Each is one of
 *
 * <ul>
 *   <li>a JSON Pointer, {@code /a/b}, or nothing at all for the item itself; {@code root:/a/b}
 *       looks from the whole value when items are fanned out. A pointer that goes on into a text
 *       reads that text as JSON. A blank at its end belongs to it, but for the one before {@code
 *       ??};
 *   <li>{@code jmespath:expression}, over the item;
 *   <li>{@code record:topic}, {@code record:key}, {@code record:header.NAME}, …: the record's
 *       facts;
 *   <li>{@code metadata:NAME}, the integration's configured pairs;
 *   <li>{@code 'text'}, a constant.
 * </ul>
 *
 * Compiled once, safe for any thread.
 */
public final class Expression {
  private static final JmesPath<JsonNode> JMESPATH = new JacksonRuntime();

  /** What of a record can be a name: not where and when it stands. */
  private static final Predicate<String> NAMING =
      Pattern.compile("record:\\s*(key|topic|header\\.).*").asMatchPredicate();

  /** One alternative; yields null when it has no value. */
  private interface Source {
    JsonNode find(Item item);
  }

  /**
   * What expressions look at.
   *
   * @param root the whole value
   * @param node the item of it
   * @param facts the record's
   * @param metadata the integration's
   */
  public record Item(JsonNode root, JsonNode node, Facts facts, Map<String, String> metadata) {

    /** The same surroundings, looking at another node. */
    Item of(JsonNode other) {
      return new Item(root, other, facts, metadata);
    }

    /** What a text holds as JSON; anything else as it is, and null for null. */
    JsonNode opened(JsonNode found) {
      JsonNode json = found != null && found.isTextual() ? facts.json(found) : null;
      return json == null ? found : json;
    }

    private JsonNode at(JsonNode from, JsonPointer pointer) {
      JsonNode found = from.at(pointer);
      return present(found.isMissingNode() ? through(from, pointer) : found);
    }

    /** Follows a pointer that may lead through texts that are JSON. */
    private JsonNode through(JsonNode from, JsonPointer pointer) {
      JsonNode here = from;
      for (JsonPointer rest = pointer; here != null && !rest.matches(); rest = rest.tail()) {
        here = opened(here);
        here =
            here.isArray() && rest.mayMatchElement()
                ? here.get(rest.getMatchingIndex())
                : here.get(rest.getMatchingProperty());
      }
      return here;
    }
  }

  private final String text;
  private final Source[] sources;

  /** Whether a source looks at the item, not at what surrounds it. */
  private final boolean[] own;

  private final List<String> members = new ArrayList<>();

  private Expression(String text) {
    this.text = text;
    String[] alternatives = text.split("\\?\\?", -1);
    sources = new Source[alternatives.length];
    own = new boolean[alternatives.length];
    for (int i = 0; i < sources.length; i++) {
      String alternative = trimmed(alternatives[i], i < sources.length - 1);
      sources[i] = source(alternative);
      own[i] = pointer(alternative) || alternative.startsWith("jmespath:");
      if (pointer(alternative) && !alternative.isEmpty()) {
        members.add(JsonPointer.compile(alternative).getMatchingProperty());
      }
    }
  }

  private static boolean pointer(String text) {
    return text.isEmpty() || text.startsWith("/");
  }

  /** Without the blanks around it, which a pointer has none of at its end. */
  private static String trimmed(String given, boolean separated) {
    String text = given.stripLeading();
    if (!text.startsWith("/") && !text.startsWith("root:")) {
      return text.strip();
    }
    String line = text.replaceFirst("[\\r\\n]+$", "");
    return separated && line.endsWith(" ") ? line.substring(0, line.length() - 1) : line;
  }

  /**
   * @throws IllegalArgumentException no such form, in words for the user
   */
  public static Expression compile(String text) {
    return new Expression(text);
  }

  /** Adds what is wrong with an expression, if anything. */
  public static void check(String text, Problems problems) {
    try {
      compile(text);
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage(), "see the decoder's expressions");
    }
  }

  private static Source source(String text) {
    if (pointer(text)) {
      JsonPointer pointer = JsonPointer.compile(text);
      return item -> item.at(item.node(), pointer);
    }
    if (text.length() >= 2 && text.startsWith("'") && text.endsWith("'")) {
      JsonNode constant = TextNode.valueOf(text.substring(1, text.length() - 1));
      return item -> constant;
    }
    int colon = text.indexOf(':');
    String rest = text.substring(colon + 1).stripLeading();
    return switch (colon < 0 ? "" : text.substring(0, colon)) {
      case "root" -> {
        JsonPointer pointer = JsonPointer.compile(rest);
        yield item -> item.at(item.root(), pointer);
      }
      case "jmespath" -> jmespath(rest);
      case "record" -> item -> item.facts().get(rest);
      case "metadata" -> item -> text(item.metadata().get(rest));
      default ->
          throw new IllegalArgumentException(
              "'" + text + "' is none of /pointer, root:, jmespath:, record:, metadata:, 'text'");
    };
  }

  private static Source jmespath(String text) {
    try {
      io.burt.jmespath.Expression<JsonNode> compiled = JMESPATH.compile(text);
      return item -> present(compiled.search(item.node()));
    } catch (ParseException e) {
      throw new IllegalArgumentException("is not JMESPath: " + e.getMessage(), e);
    }
  }

  private static JsonNode present(JsonNode node) {
    return node == null || node.isMissingNode() || node.isNull() ? null : node;
  }

  private static JsonNode text(String value) {
    return value == null ? null : TextNode.valueOf(value);
  }

  /** The first alternative that yields a value, or null. */
  public JsonNode find(Item item) {
    for (Source source : sources) {
      JsonNode found = source.find(item);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The first value within the item itself, or null. */
  JsonNode findWithin(Item item) {
    for (int i = 0; i < sources.length; i++) {
      JsonNode found = own[i] ? sources[i].find(item) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * How a record itself is what is looked for: by its key, its topic or a header.
   *
   * @return null when no alternative looks there
   */
  public Function<SourceRecord, String> ofRecord() {
    List<String> named =
        Arrays.stream(text.split("\\?\\?", -1)).map(String::strip).filter(NAMING).toList();
    if (named.isEmpty()) {
      return null;
    }
    Expression there = new Expression(String.join(" ?? ", named));
    JsonNode nothing = NullNode.getInstance();
    return record -> {
      JsonNode found = there.find(new Item(nothing, nothing, new Facts(record), Map.of()));
      return found == null || !found.isValueNode() ? null : found.asText();
    };
  }

  /** Names of the item's members that pointers lead to or through. */
  public List<String> members() {
    return members;
  }

  /** As configured. */
  @Override
  public String toString() {
    return text;
  }
}
