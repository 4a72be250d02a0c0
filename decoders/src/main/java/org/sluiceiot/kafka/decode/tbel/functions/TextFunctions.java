package org.sluiceiot.kafka.decode.tbel.functions;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mvel2.ExecutionContext;
import org.mvel2.ScriptMemoryOverflowException;
import org.mvel2.execution.ExecutionArrayList;

/** Texts, their bytes and their encodings; UTF-8 unless a charset is named. Stateless. */
public final class TextFunctions {
  private static final int LONGEST_PADDING = 1 << 20;

  /** What a form encoder escapes and a URI keeps, in the order in which escapes are undone. */
  private static final Map<String, String> KEPT = kept();

  private TextFunctions() {}

  private static Map<String, String> kept() {
    Map<String, String> kept = new LinkedHashMap<>();
    kept.put("+", "%20");
    for (char c : "!'()~;,/?:@&=+$#".toCharArray()) {
      kept.put("%" + Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT), String.valueOf(c));
    }
    return kept;
  }

  public static String btoa(String text) {
    return bytesToBase64(text.getBytes(StandardCharsets.UTF_8));
  }

  public static String atob(String base64) {
    return new String(base64ToBytes(base64), StandardCharsets.UTF_8);
  }

  public static String bytesToString(List<?> bytes) {
    byte[] payload = bytes instanceof PayloadList list ? list.unchanged() : null;
    return new String(payload != null ? payload : Bits.of(bytes), StandardCharsets.UTF_8);
  }

  public static String bytesToString(List<?> bytes, String charset)
      throws UnsupportedEncodingException {
    return new String(Bits.of(bytes), charset);
  }

  public static List<Byte> stringToBytes(ExecutionContext context, Object text)
      throws IllegalAccessException {
    return Bits.list(context, text(text).getBytes(StandardCharsets.UTF_8));
  }

  public static List<Byte> stringToBytes(ExecutionContext context, Object text, String charset)
      throws UnsupportedEncodingException, IllegalAccessException {
    return Bits.list(context, text(text).getBytes(charset));
  }

  private static String text(Object value) throws IllegalAccessException {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalAccessException("a text is needed, not '" + value + "'");
  }

  public static byte[] base64ToBytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  public static ExecutionArrayList<Byte> base64ToBytesList(
      ExecutionContext context, String base64) {
    return Bits.list(context, base64ToBytes(base64));
  }

  public static String bytesToBase64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  public static String base64ToHex(String base64) {
    return HexFunctions.bytesToHex(base64ToBytes(base64));
  }

  /** Of digits alone: with 0x it is an error, as in ThingsBoard. */
  public static String hexToBase64(String hex) {
    return bytesToBase64(HexFunctions.pairs(hex));
  }

  public static ExecutionArrayList<Byte> bytesToExecutionArrayList(
      ExecutionContext context, byte[] bytes) {
    return Bits.list(context, bytes);
  }

  public static String padStart(String text, int length, char with) {
    return padding(text, length, with) + text;
  }

  public static String padEnd(String text, int length, char with) {
    return text + padding(text, length, with);
  }

  private static String padding(String text, int length, char with) {
    if (length > LONGEST_PADDING) {
      throw new ScriptMemoryOverflowException("a text may be padded to " + LONGEST_PADDING);
    }
    return String.valueOf(with).repeat(Math.max(0, length - text.length()));
  }

  public static String encodeURI(String text) {
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
    for (Map.Entry<String, String> entry : KEPT.entrySet()) {
      encoded = encoded.replace(entry.getKey(), entry.getValue());
    }
    return encoded;
  }

  public static String decodeURI(String uri) {
    return URLDecoder.decode(uri.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Ends the script with this error. */
  public static void raiseError(String message) {
    throw new IllegalStateException(message);
  }
}
