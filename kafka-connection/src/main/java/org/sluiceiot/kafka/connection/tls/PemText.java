package org.sluiceiot.kafka.connection.tls;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Repairs PEM texts that lost their line breaks on the way through forms, JSON and shells. Pure.
 */
final class PemText {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \\1-----");
  private static final Pattern HEADER = Pattern.compile("(?m)^[A-Za-z0-9-]+: .*$");
  private static final int LINE = 64;

  private PemText() {}

  /**
   * @param text may be null
   * @return the blocks of the text, each broken into lines; the text itself when it holds none;
   *     null for null and for blanks
   */
  static String repair(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String lines = text.replace("\\r", "").replace("\\n", "\n").replace("\r", "");
    StringBuilder repaired = new StringBuilder();
    Matcher matcher = BLOCK.matcher(lines);
    while (matcher.find()) {
      append(matcher.group(1), matcher.group(2), repaired);
    }
    return repaired.isEmpty() ? lines.strip() : repaired.toString();
  }

  private static void append(String label, String body, StringBuilder to) {
    to.append("-----BEGIN ").append(label).append("-----\n");
    if (HEADER.matcher(body).find()) {
      // An old encrypted key with RFC 1421 headers: kept, so that the check can name it.
      to.append(body.strip()).append('\n');
    } else {
      String base64 = body.replaceAll("\\s+", "");
      for (int from = 0; from < base64.length(); from += LINE) {
        to.append(base64, from, Math.min(from + LINE, base64.length())).append('\n');
      }
    }
    to.append("-----END ").append(label).append("-----\n");
  }
}
