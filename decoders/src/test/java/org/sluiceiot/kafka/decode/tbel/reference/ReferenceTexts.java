package org.sluiceiot.kafka.decode.tbel.reference;

import java.io.ByteArrayOutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.mvel2.ExecutionContext;
import org.mvel2.execution.ExecutionArrayList;

/** Texts and their encodings, as ThingsBoard documents them; written apart from what is tested. */
public final class ReferenceTexts {
  /** What a URI keeps as it is, beside letters and digits. */
  private static final String KEPT = "-_.*!'()~;,/?:@&=+$#";

  private ReferenceTexts() {}

  public static String btoa(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  public static String atob(String base64) {
    return new String(base64ToBytes(base64), StandardCharsets.UTF_8);
  }

  public static byte[] base64ToBytes(String base64) {
    return Base64.getDecoder().decode(base64.getBytes(StandardCharsets.ISO_8859_1));
  }

  public static ExecutionArrayList<Byte> base64ToBytesList(
      ExecutionContext context, String base64) {
    return bytesToExecutionArrayList(context, base64ToBytes(base64));
  }

  public static ExecutionArrayList<Byte> bytesToExecutionArrayList(
      ExecutionContext context, byte[] bytes) {
    ExecutionArrayList<Byte> list = new ExecutionArrayList<>(context);
    for (byte each : bytes) {
      list.add(each);
    }
    return list;
  }

  public static String bytesToBase64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  public static String base64ToHex(String base64) {
    return ReferenceHex.bytesToHex(base64ToBytes(base64));
  }

  public static String bytesToString(List<?> bytes) {
    return new String(strict(bytes), StandardCharsets.UTF_8);
  }

  public static String bytesToString(List<?> bytes, String charset)
      throws UnsupportedEncodingException {
    return new String(strict(bytes), charset);
  }

  public static String decodeToString(List<?> bytes) {
    return bytesToString(bytes);
  }

  /** Bytes, ints of a byte's range, and texts of such. */
  private static byte[] strict(List<?> list) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object each : list) {
      Integer number =
          each instanceof Byte exact
              ? Integer.valueOf(exact)
              : each instanceof Integer whole
                  ? whole
                  : ReferenceNumbers.parseInt(String.class.cast(each));
      if (number < -128 || number > 255) {
        throw new NumberFormatException("no byte");
      }
      out.write(number);
    }
    return out.toByteArray();
  }

  public static List<Byte> stringToBytes(ExecutionContext context, Object text) {
    return bytesToExecutionArrayList(
        context, String.class.cast(text).getBytes(StandardCharsets.UTF_8));
  }

  public static List<Byte> stringToBytes(ExecutionContext context, Object text, String charset)
      throws UnsupportedEncodingException {
    return bytesToExecutionArrayList(context, String.class.cast(text).getBytes(charset));
  }

  public static String padStart(String text, int length, char with) {
    StringBuilder padded = new StringBuilder(text);
    while (padded.length() < length) {
      padded.insert(0, with);
    }
    return padded.toString();
  }

  public static String padEnd(String text, int length, char with) {
    StringBuilder padded = new StringBuilder(text);
    while (padded.length() < length) {
      padded.append(with);
    }
    return padded.toString();
  }

  public static String encodeURI(String text) {
    StringBuilder uri = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          each >= '0' && each <= '9' || each >= 'A' && each <= 'Z' || each >= 'a' && each <= 'z';
      if (plain || each > 0 && KEPT.indexOf(each) >= 0) {
        uri.append((char) each);
      } else {
        uri.append(String.format("%%%02X", each & 0xFF));
      }
    }
    return uri.toString();
  }

  public static String decodeURI(String uri) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] all = uri.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < all.length; i++) {
      if (all[i] == '%') {
        out.write(Integer.parseUnsignedInt(uri8(all, i + 1), 16));
        i += 2;
      } else {
        out.write(all[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String uri8(byte[] all, int from) {
    return new String(all, from, 2, StandardCharsets.ISO_8859_1);
  }

  public static void raiseError(String message) {
    throw new UnsupportedOperationException(message);
  }
}
