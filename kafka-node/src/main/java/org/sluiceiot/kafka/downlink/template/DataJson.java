package org.sluiceiot.kafka.downlink.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;

/**
 * Message data as JSON. A number keeps the digits that it was written with and is written without
 * an exponent, on which consumers such as PLCs and CSV readers choke. Stateless, safe for any
 * thread.
 */
public final class DataJson {
  /** Digits before or behind the point of any double, and some; beyond them an exponent stays. */
  private static final int MOST_DIGITS = 400;

  /** Reads and writes numbers so; trailing text is an error. */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .nodeFactory(new Numbers())
          .build();

  private DataJson() {}

  /** Makes a text of a number that would take megabytes in full: {@code 1E999999999}. */
  private static final class Numbers extends JsonNodeFactory {
    private static final long serialVersionUID = 1L;

    Numbers() {
      super(true);
    }

    @Override
    public ValueNode numberNode(BigDecimal value) {
      boolean sane = value == null || Math.abs((long) value.scale()) <= MOST_DIGITS;
      return sane ? super.numberNode(value) : TextNode.valueOf(value.toString());
    }
  }

  /** The text as JSON; a missing node when it is not JSON. */
  static JsonNode read(String text) {
    try {
      JsonNode parsed = MAPPER.readTree(text);
      return parsed == null ? MissingNode.getInstance() : parsed;
    } catch (JsonProcessingException e) {
      // Data need not be JSON: fields of it are then absent, which the template reports by name.
      return MissingNode.getInstance();
    }
  }

  /** A value as it stands in a text: numbers in full, objects and arrays as JSON. */
  public static String text(JsonNode node) {
    if (node.isBigDecimal()) {
      return node.decimalValue().toPlainString();
    }
    return node.isValueNode() ? node.asText() : json(node);
  }

  /** The same value, as a decimal when it was calculated as a double, so that it is in full. */
  public static JsonNode inFull(JsonNode value) {
    boolean finite = value.isDouble() && Double.isFinite(value.doubleValue());
    return finite ? MAPPER.getNodeFactory().numberNode(value.decimalValue()) : value;
  }

  /** A value as JSON. */
  static String json(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that was read can be written", e);
    }
  }

  /** What stands between the quotes of a JSON text. */
  static String escaped(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
