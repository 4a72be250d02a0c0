package org.sluiceiot.kafka.decode;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.nio.charset.StandardCharsets;

/** Says in words of our own what is wrong with bytes that are not JSON. Stateless. */
final class JsonErrors {
  private static final int FIRST_PRINTABLE = 0x20;
  private static final int DELETE = 0x7F;
  private static final int LONGEST_CHARACTER = 4;

  private JsonErrors() {}

  /** The error of a parser over these bytes. */
  static DecodeException of(byte[] bytes, JsonProcessingException e) {
    JsonLocation where = e.getLocation();
    String at =
        where == null ? "" : "line " + where.getLineNr() + ", column " + where.getColumnNr() + ": ";
    return new DecodeException(at + "the payload is not JSON: " + why(bytes, e, where), e);
  }

  private static String why(byte[] bytes, JsonProcessingException e, JsonLocation where) {
    if (e instanceof MismatchedInputException) {
      return "a name stands twice in one object, so that one of its values would be lost";
    }
    if (e instanceof JsonEOFException) {
      return "it ends too early";
    }
    if (e instanceof StreamConstraintsException) {
      return "it is nested deeper than %d levels, or a text, name or number is too long"
          .formatted(JsonPayload.DEEPEST);
    }
    if (bytes.length > 1 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B) {
      return "it is packed by gzip; see 'unpack'";
    }
    long offset = where == null ? -1 : where.getByteOffset();
    // a control character is behind the parser already, anything else is before it
    int at = offset > 0 && offset <= bytes.length && control(bytes[(int) offset - 1]) ? 1 : 0;
    return offset < 0 || offset - at >= bytes.length
        ? "something is written otherwise than JSON has it"
        : character(bytes, (int) offset - at);
  }

  private static boolean control(byte code) {
    boolean blank = code == '\n' || code == '\r' || code == '\t';
    return code >= 0 && code < FIRST_PRINTABLE && !blank;
  }

  private static String character(byte[] bytes, int at) {
    int code = Byte.toUnsignedInt(bytes[at]);
    if (code < FIRST_PRINTABLE || code == DELETE) {
      return "the control character 0x%02X is not allowed here".formatted(code);
    }
    if (code < DELETE) {
      return "'%c' is not expected here".formatted(code);
    }
    int end = Math.min(bytes.length, at + LONGEST_CHARACTER);
    String text = new String(bytes, at, end - at, StandardCharsets.UTF_8);
    int first = text.codePointAt(0);
    return first == 0xFFFD
        ? "the byte 0x%02X is no part of a text in UTF-8".formatted(code)
        : "'" + Character.toString(first) + "' is not expected here";
  }
}
