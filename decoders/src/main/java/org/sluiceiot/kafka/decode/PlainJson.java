package org.sluiceiot.kafka.decode;

import com.fasterxml.jackson.core.io.NumberInput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.sluiceiot.api.internal.SmallMap;

/**
 * Reads JSON (RFC 8259) as devices mostly write it: in UTF-8, short, without escapes, with numbers
 * of a handful of digits. Gives up on everything else, errors above all, which is then for the
 * mapper to read or to explain. What it does read, it reads as the mapper does. For one thread.
 */
final class PlainJson {
  /** Below the mapper's limits of names, texts and numbers. */
  private static final int LONGEST = 32 * 1024;

  private static final int DEEPEST = 64;
  private static final int LONGEST_NUMBER = 64;

  /** So many digits always fit a long. */
  private static final int LONG_DIGITS = 18;

  /** So many digits, and powers of ten below 1e23, are exact as doubles; so is their quotient. */
  private static final int EXACT_DIGITS = 15;

  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private static final JsonNodeFactory NODES = JsonPayload.MAPPER.getNodeFactory();
  private static final NameCache NAMES = new NameCache();
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  /** No byte. */
  private static final int END = 256;

  private final byte[] bytes;
  private int at;
  private int depth;

  private PlainJson(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @return null when this is for the mapper
   */
  static JsonNode read(byte[] bytes) {
    if (bytes.length > LONGEST) {
      return null;
    }
    PlainJson reader = new PlainJson(bytes);
    JsonNode value = reader.value();
    return reader.token() == END ? value : null;
  }

  /** The next byte that is not white space; stays there. */
  private int token() {
    while (at < bytes.length) {
      byte next = bytes[at];
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        return next;
      }
      at++;
    }
    return END;
  }

  /** The next byte. */
  private int peek() {
    return at < bytes.length ? bytes[at] : END;
  }

  private JsonNode value() {
    return switch (token()) {
      case '{' -> depth < DEEPEST ? object() : null;
      case '[' -> depth < DEEPEST ? array() : null;
      case '"' -> {
        String text = text();
        yield text == null ? null : NODES.textNode(text);
      }
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      case 't' -> literal(TRUE, NODES.booleanNode(true));
      case 'f' -> literal(FALSE, NODES.booleanNode(false));
      case 'n' -> literal(NULL, NODES.nullNode());
      default -> null;
    };
  }

  private ObjectNode object() {
    SmallMap<JsonNode> members = new SmallMap<>();
    if (opens('}')) {
      do {
        String name = token() == '"' ? name() : null;
        if (name == null || token() != ':') {
          return null;
        }
        at++;
        JsonNode value = value();
        if (value == null) {
          return null;
        }
        if (members.put(name, value) != null) {
          return null; // a name that stands twice is told by the other reader
        }
      } while (goesOn());
    }
    return closes('}') ? new ObjectNode(NODES, members) : null;
  }

  private ArrayNode array() {
    ArrayNode elements = NODES.arrayNode();
    if (opens(']')) {
      do {
        JsonNode value = value();
        if (value == null) {
          return null;
        }
        elements.add(value);
      } while (goesOn());
    }
    return closes(']') ? elements : null;
  }

  /** Whether there is anything before the end. */
  private boolean opens(int end) {
    at++;
    depth++;
    return token() != end;
  }

  private boolean goesOn() {
    if (token() != ',') {
      return false;
    }
    at++;
    return true;
  }

  private boolean closes(int end) {
    if (token() != end) {
      return false;
    }
    at++;
    depth--;
    return true;
  }

  private String name() {
    int from = at + 1;
    int hash = 0;
    for (int i = from; i < bytes.length; i++) {
      byte next = bytes[i];
      if (next == '"') {
        at = i + 1;
        return NAMES.name(bytes, from, i, hash);
      }
      if (next < ' ' || next == '\\') {
        break;
      }
      hash = 31 * hash + next;
    }
    return text();
  }

  private String text() {
    int from = at + 1;
    boolean ascii = true;
    for (int i = from; i < bytes.length; i++) {
      byte next = bytes[i];
      if (next == '"') {
        at = i + 1;
        return ascii
            ? new String(bytes, from, i - from, StandardCharsets.ISO_8859_1)
            : Utf8.read(bytes, from, i);
      }
      if (next == '\\' || next >= 0 && next < ' ') {
        return null;
      }
      ascii &= next >= 0;
    }
    return null;
  }

  private JsonNode literal(byte[] word, JsonNode node) {
    for (byte letter : word) {
      if (peek() != letter) {
        return null;
      }
      at++;
    }
    return node;
  }

  private JsonNode number() {
    int from = at;
    boolean negative = bytes[at] == '-';
    at += negative ? 1 : 0;
    int first = at;
    long digits = digits(0);
    int whole = at - first;
    if (whole == 0 || whole > LONG_DIGITS || whole > 1 && bytes[first] == '0') {
      return null;
    }
    if (peek() != '.') {
      return exponent() ? null : integer(negative ? -digits : digits);
    }
    at++;
    int point = at;
    digits = digits(digits);
    int decimals = at - point;
    if (decimals == 0 || exponent()) {
      return null;
    }
    if (whole + decimals <= EXACT_DIGITS) {
      double value = digits / POWERS[decimals];
      return NODES.numberNode(negative ? -value : value);
    }
    if (at - from > LONGEST_NUMBER) {
      return null;
    }
    String text = new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
    return NODES.numberNode(NumberInput.parseDouble(text, true));
  }

  private boolean exponent() {
    int next = peek();
    return next == 'e' || next == 'E';
  }

  /** Goes over digits and appends them; what does not fit a long is for others to see. */
  private long digits(long before) {
    long value = before;
    for (; at < bytes.length; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static JsonNode integer(long value) {
    return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
  }
}
