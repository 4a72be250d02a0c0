package org.sluiceiot.kafka.guard;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The list of owners that a record has passed, oldest first, separated by commas. */
final class PathHeader {
  static final String NAME = "sluice-path";

  private PathHeader() {}

  static Passage ingest(String ownId, Headers headers) {
    Header header = headers.lastHeader(NAME);
    String path =
        header == null || header.value() == null
            ? ""
            : new String(header.value(), StandardCharsets.UTF_8);
    return new Passage(contains(path, ownId), append(path, ownId));
  }

  static Passage send(String ownId, String path, Headers headers) {
    String before = path == null ? "" : path;
    String after = append(before, ownId);
    headers.remove(NAME);
    headers.add(NAME, after.getBytes(StandardCharsets.UTF_8));
    return new Passage(contains(before, ownId), after);
  }

  private static boolean contains(String path, String id) {
    return Arrays.asList(path.split(",")).contains(id);
  }

  private static String append(String path, String id) {
    return path.isEmpty() ? id : path + "," + id;
  }
}
