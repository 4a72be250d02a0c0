package org.sluiceiot.kafka.decode.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.kafka.connection.CommandLineHost;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.script.ConverterDocument;
import org.sluiceiot.kafka.decode.script.ResultDecoder;
import org.sluiceiot.kafka.decode.thingsboard.ConverterDecoderConfig;

/**
 * A directory of converters with payloads and the results they must yield. Not safe for several
 * threads.
 */
final class ConverterLibrary {
  /** Where no host runs: nothing is set. */
  static final Host HOST = new CommandLineHost(JsonPayload.MAPPER.createObjectNode());

  private static final String CONVERTER = "converter.json";

  /** A library tells right from wrong, not fast from slow. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path root;
  private final String language;
  private final String filter;
  private int downlinks;

  /**
   * @param language {@code tbel} or {@code js}; null for both
   * @param filter part of a folder's path; null for all
   */
  ConverterLibrary(Path root, String language, String filter) {
    this.root = root;
    this.language = language;
    this.filter = filter;
  }

  /**
   * Runs every case as production would: by the result rules too.
   *
   * @param each told of every outcome as it happens
   * @param progress told after every folder
   * @throws IOException the directory cannot be read
   */
  List<ConverterCase.Outcome> run(Consumer<ConverterCase.Outcome> each, LibraryProgress progress)
      throws IOException {
    List<ConverterCase.Outcome> outcomes = new ArrayList<>();
    List<Path> folders = folders();
    for (int i = 0; i < folders.size(); i++) {
      for (ConverterCase.Outcome outcome : run(folders.get(i))) {
        outcomes.add(outcome);
        each.accept(outcome);
      }
      progress.done(i + 1, folders.size());
    }
    return outcomes;
  }

  /** Converters for the way down, which were passed over. */
  int downlinks() {
    return downlinks;
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.getFileName().toString().equals(CONVERTER))
          .map(Path::getParent)
          .filter(folder -> filter == null || folder.toString().contains(filter))
          .sorted()
          .toList();
    }
  }

  private List<ConverterCase.Outcome> run(Path folder) throws IOException {
    List<ConverterCase> cases = ConverterCase.in(folder);
    List<ConverterCase.Outcome> outcomes = new ArrayList<>();
    String spoken = "?";
    try {
      JsonNode document = JsonPayload.read(Files.readAllBytes(folder.resolve(CONVERTER)));
      if (!ConverterDocument.uplink(document)) {
        downlinks++;
        return List.of();
      }
      spoken = ConverterDocument.read(document).language().name().toLowerCase(Locale.ROOT);
      if (language != null && !language.equals(spoken)) {
        return List.of();
      }
      DecoderContext context = new DecoderContext("", Map.of(), HOST);
      ResultDecoder decoder =
          (ResultDecoder) new ConverterDecoderConfig(document, PATIENCE).compile(context);
      for (ConverterCase one : cases) {
        outcomes.add(run(one, decoder, spoken));
      }
    } catch (ConfigException | DecodeException | IllegalArgumentException e) {
      for (ConverterCase one : cases) {
        outcomes.add(failed(one, spoken, 0, CONVERTER + ": " + e.getMessage()));
      }
    }
    return outcomes;
  }

  private ConverterCase.Outcome run(ConverterCase one, ResultDecoder decoder, String spoken)
      throws IOException {
    long started = System.nanoTime();
    long from = System.currentTimeMillis();
    try {
      byte[] payload = Files.readAllBytes(one.payload());
      Map<String, String> metadata = metadata(one.metadata());
      JsonNode expected = JsonPayload.read(Files.readAllBytes(one.result()));
      started = System.nanoTime();
      from = System.currentTimeMillis();
      JsonNode actual = decoder.result(payload, metadata);
      double millis = (System.nanoTime() - started) / 1e6;
      JsonDiff diff = new JsonDiff(from, System.currentTimeMillis());
      decoder.entities(actual);
      return new ConverterCase.Outcome(
          one.name(root), spoken, millis, null, diff.compare(expected, actual), actual);
    } catch (DecodeException e) {
      return failed(one, spoken, (System.nanoTime() - started) / 1e6, e.getMessage());
    }
  }

  private ConverterCase.Outcome failed(
      ConverterCase one, String spoken, double millis, String error) {
    return new ConverterCase.Outcome(one.name(root), spoken, millis, error, List.of(), null);
  }

  /** A JSON object as the texts that scripts see; empty without a file. */
  static Map<String, String> metadata(Path file) throws IOException, DecodeException {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (file != null) {
      for (Map.Entry<String, JsonNode> pair :
          JsonPayload.read(Files.readAllBytes(file)).properties()) {
        JsonNode value = pair.getValue();
        if (!value.isNull()) {
          metadata.put(pair.getKey(), value.isValueNode() ? value.asText() : value.toString());
        }
      }
    }
    return metadata;
  }
}
