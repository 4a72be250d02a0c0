package org.sluiceiot.kafka.decode.tree;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import org.msgpack.jackson.dataformat.MessagePackParser;
import org.sluiceiot.kafka.decode.JsonPayload;

/** Makes JSON of values of formats that know more than JSON; bytes are base64. Stateless. */
final class ParsedTree {
  private static final JsonNodeFactory NODES = JsonPayload.MAPPER.getNodeFactory();

  /** What stands before four bytes of a number in MessagePack. */
  private static final byte SINGLE = (byte) 0xCA;

  private ParsedTree() {}

  /** A key that stands twice in one object, in words for people. */
  static final class NamedTwice extends IOException {
    private static final long serialVersionUID = 1L;

    private NamedTwice(String name) {
      super("the key '" + name + "' stands twice in one object, of which one would be lost");
    }
  }

  /** Values inside each other, deeper than is read, in words for people. */
  static final class TooDeep extends IOException {
    private static final long serialVersionUID = 1L;

    private TooDeep() {
      super("it nests more than " + JsonPayload.DEEPEST + " deep");
    }
  }

  /**
   * The value at whose first token a parser stands; behind its last one afterwards.
   *
   * @param bytes that the parser reads
   * @throws IOException it is cut off
   * @throws IllegalArgumentException something in it has no counterpart in JSON
   */
  static JsonNode read(JsonParser parser, byte[] bytes) throws IOException {
    return read(parser, bytes, 0);
  }

  /**
   * @param depth of the arrays and objects around it; MessagePack's parser does not bound it, and
   *     the tree is walked by calls inside each other
   */
  private static JsonNode read(JsonParser parser, byte[] bytes, int depth) throws IOException {
    if (depth > JsonPayload.DEEPEST) {
      throw new TooDeep();
    }
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new EOFException("it is cut off");
    }
    int tag = parser instanceof CBORParser cbor ? cbor.getCurrentTag() : CborTags.NONE;
    JsonNode value = plain(parser, token, bytes, depth + 1);
    return tag == CborTags.NONE ? value : CborTags.meaning(tag, value);
  }

  private static JsonNode plain(JsonParser parser, JsonToken token, byte[] bytes, int depth)
      throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser, bytes, depth);
      case START_ARRAY -> array(parser, bytes, depth);
      case VALUE_STRING -> TextNode.valueOf(parser.getText());
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> decimal(parser, bytes);
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case VALUE_EMBEDDED_OBJECT -> embedded(parser.getEmbeddedObject());
      default -> throw new IllegalArgumentException("a value that JSON does not have");
    };
  }

  private static ObjectNode object(JsonParser parser, byte[] bytes, int depth) throws IOException {
    ObjectNode object = NODES.objectNode();
    JsonToken token = parser.nextToken();
    while (token == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (object.replace(name, read(parser, bytes, depth)) != null) {
        throw new NamedTwice(name);
      }
      token = parser.nextToken();
    }
    if (token == null) {
      throw new EOFException("it is cut off");
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser, byte[] bytes, int depth) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(read(parser, bytes, depth));
    }
    return array;
  }

  private static JsonNode whole(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private static JsonNode decimal(JsonParser parser, byte[] bytes) throws IOException {
    return switch (parser.getNumberType()) {
      // The shortest text that means it: 0.1, where its bits as a double would be 0.10000000149.
      case FLOAT -> single(parser.getFloatValue());
      case DOUBLE ->
          singleOfMessagePack(parser, bytes)
              ? single((float) parser.getDoubleValue())
              : NODES.numberNode(parser.getDoubleValue());
      default -> NODES.numberNode(parser.getDecimalValue());
    };
  }

  private static JsonNode single(float value) {
    return NODES.numberNode(Double.parseDouble(Float.toString(value)));
  }

  /** MessagePack's parser calls every number with a point a double; its first byte knows better. */
  private static boolean singleOfMessagePack(JsonParser parser, byte[] bytes) {
    if (!(parser instanceof MessagePackParser)) {
      return false;
    }
    long at = parser.currentTokenLocation().getCharOffset();
    return at >= 0 && at < bytes.length && bytes[(int) at] == SINGLE;
  }

  private static JsonNode embedded(Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof byte[] bytes) {
      return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
    }
    if (value instanceof BigInteger whole) {
      return NODES.numberNode(whole);
    }
    if (value instanceof BigDecimal decimal) {
      return DecimalNode.valueOf(decimal);
    }
    if (value instanceof JsonNode node) {
      return node;
    }
    throw new IllegalArgumentException("a value that JSON does not have");
  }
}
