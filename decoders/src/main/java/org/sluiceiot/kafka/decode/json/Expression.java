package org.sluiceiot.kafka.decode.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.burt.jmespath.JmesPath;
import io.burt.jmespath.jackson.JacksonRuntime;
import io.burt.jmespath.parser.ParseException;
import java.util.Map;
import org.sluiceiot.api.config.Problems;

/**
 * Where a field's value comes from. Alternatives are separated by {@code ??}; the first that yields
 * a value counts. Each is one of
 *
 * <ul>
 *   <li>a JSON Pointer, {@code /a/b}, or nothing at all for the item itself; {@code root:/a/b}
 *       looks from the whole value when items are fanned out;
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
  private static final String SEPARATOR = "\\s*\\?\\?\\s*";

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
  }

  private final String text;
  private final Source[] sources;

  private Expression(String text) {
    this.text = text;
    String[] alternatives = text.split(SEPARATOR, -1);
    sources = new Source[alternatives.length];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = source(alternatives[i].strip());
    }
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
    if (text.isEmpty() || text.startsWith("/")) {
      JsonPointer pointer = JsonPointer.compile(text);
      return item -> present(item.node().at(pointer));
    }
    if (text.length() >= 2 && text.startsWith("'") && text.endsWith("'")) {
      JsonNode constant = TextNode.valueOf(text.substring(1, text.length() - 1));
      return item -> constant;
    }
    int colon = text.indexOf(':');
    String rest = text.substring(colon + 1).strip();
    return switch (colon < 0 ? "" : text.substring(0, colon)) {
      case "root" -> {
        JsonPointer pointer = JsonPointer.compile(rest);
        yield item -> present(item.root().at(pointer));
      }
      case "jmespath" -> jmespath(rest);
      case "record" -> item -> text(item.facts().get(rest));
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

  /** As configured. */
  @Override
  public String toString() {
    return text;
  }
}
