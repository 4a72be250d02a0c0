package org.sluiceiot.kafka.connection.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads one HTTP/1.1 answer of bounded size. */
final class HttpAnswerReader {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_HEADERS = 100;
  private static final int LONGEST_LINE = 8192;

  private HttpAnswerReader() {}

  static CheckedHttp.Answer read(InputStream in) throws IOException {
    String[] start = line(in).split(" ", 3);
    if (start.length < 2 || !start[0].startsWith("HTTP/1.") || !start[1].matches("[1-5]\\d\\d")) {
      throw new IOException("the answer is not HTTP");
    }
    int status = Integer.parseInt(start[1]);
    Map<String, String> headers = headers(in);
    if (status / 100 == 3) {
      throw new IOException("the answer is a redirect (" + status + "), which is not followed");
    }
    return new CheckedHttp.Answer(status, new String(body(in, headers), StandardCharsets.UTF_8));
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (int count = 0; count < MOST_HEADERS; count++) {
      String line = line(in);
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    throw new IOException("the answer has more than " + MOST_HEADERS + " headers");
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      for (int size = hex(line(in)); size > 0; size = hex(line(in))) {
        copy(in, size, body);
        line(in);
      }
    } else if (headers.containsKey("content-length")) {
      copy(in, decimal(headers.get("content-length")), body);
    } else {
      byte[] rest = in.readNBytes(MOST_BYTES + 1);
      bounded(rest.length);
      body.write(rest);
    }
    return body.toByteArray();
  }

  private static void copy(InputStream in, int size, ByteArrayOutputStream to) throws IOException {
    bounded((long) to.size() + size);
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("the answer ended early");
    }
    to.write(bytes);
  }

  private static int hex(String text) throws IOException {
    return number(text.split(";", 2)[0].strip(), 16);
  }

  private static int decimal(String text) throws IOException {
    return number(text, 10);
  }

  private static int number(String text, int radix) throws IOException {
    try {
      long number = Long.parseLong(text, radix);
      bounded(number);
      return (int) number;
    } catch (NumberFormatException e) {
      throw new IOException("the answer has no valid length", e);
    }
  }

  private static void bounded(long size) throws IOException {
    if (size < 0 || size > MOST_BYTES) {
      throw new IOException("the answer is larger than " + MOST_BYTES + " bytes");
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the answer ended early");
      }
      if (line.size() == LONGEST_LINE) {
        throw new IOException("the answer has a line of more than " + LONGEST_LINE + " bytes");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }
}
