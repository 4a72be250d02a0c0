package org.sluiceiot.kafka.decode.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One payload of a library folder and the result that belongs to it.
 *
 * @param metadata null when the folder has none
 */
record ConverterCase(Path folder, String suffix, Path payload, Path metadata, Path result) {

  /** Pairs of a folder by the suffix of the file name: {@code payload_1}, {@code result_1}. */
  static List<ConverterCase> in(Path folder) throws IOException {
    List<ConverterCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path payload : files.sorted().toList()) {
        String name = payload.getFileName().toString();
        if (name.startsWith("payload") && name.endsWith(".json")) {
          String suffix = name.substring("payload".length(), name.length() - ".json".length());
          Path result = folder.resolve("result" + suffix + ".json");
          if (Files.isRegularFile(result)) {
            cases.add(new ConverterCase(folder, suffix, payload, metadata(folder, suffix), result));
          }
        }
      }
    }
    return cases;
  }

  private static Path metadata(Path folder, String suffix) {
    Path own = folder.resolve("metadata" + suffix + ".json");
    Path shared = folder.resolve("metadata.json");
    return Files.isRegularFile(own) ? own : Files.isRegularFile(shared) ? shared : null;
  }

  /**
   * @param root of the library, to which the name is relative
   */
  String name(Path root) {
    return root.relativize(folder).toString().replace('\\', '/')
        + "/"
        + payload.getFileName().toString();
  }

  /**
   * How a case ended.
   *
   * @param error null when the script ended well
   * @param differences empty when the result is as expected
   */
  record Outcome(
      String name,
      String language,
      double millis,
      String error,
      List<JsonDiff.Difference> differences,
      JsonNode actual) {
    boolean passed() {
      return error == null && differences.isEmpty();
    }
  }
}
