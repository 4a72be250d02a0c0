package org.sluiceiot.kafka.decode.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.plugin.Command;
import org.sluiceiot.api.plugin.UsageException;
import org.sluiceiot.kafka.connection.CommandFiles;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.RecordMetadata;
import org.sluiceiot.kafka.decode.dryrun.DryRun;
import org.sluiceiot.kafka.decode.formats.Formats;
import org.sluiceiot.kafka.decode.record.RecordFormat;
import org.sluiceiot.kafka.decode.thingsboard.ConverterDecoderConfig;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code sluice decode}: tries a decoder on a file, or a library of converters. */
@CommandLine.Command(
    name = "decode",
    description = {
      "Tries a decoder or an exported converter on a payload, or a library of converters.",
      "Give --decoder or --converter with --payload, or --library."
    },
    mixinStandardHelpOptions = true)
public final class DecodeCommand implements Command {
  @Option(
      names = "--decoder",
      paramLabel = "FILE",
      description = "JSON of a decoder as an integration holds it: {\"type\": \"json\", …}")
  private Path decoder;

  @Option(
      names = "--converter",
      paramLabel = "FILE",
      description = "An uplink converter as exported by ThingsBoard PE.")
  private Path converter;

  @Option(
      names = "--payload",
      paramLabel = "FILE",
      description = "The record's value, as it is; without it, that of --record.")
  private Path payload;

  @Option(
      names = "--metadata",
      paramLabel = "FILE",
      description = "JSON object of what scripts get as metadata.")
  private Path metadata;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description =
          "JSON object of the record as last-inputs writes it: topic, key, headers, timestamp, payload or text, …")
  private Path record;

  @Option(
      names = "--library",
      paramLabel = "DIR",
      description =
          "Runs every folder that holds converter.json and pairs of payload*.json and result*.json"
              + " (with metadata*.json of the same suffix, or a shared one). A result must also be one"
              + " that an uplink accepts.")
  private Path library;

  @Option(
      names = "--language",
      paramLabel = "tbel|js",
      description = "Of a library, only converters in this language.")
  private String language;

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      description = "Of a library, only folders whose path holds this text.")
  private String filter;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Writes the outcomes of a library to this file as JSON.")
  private Path report;

  /** The file that {@code --decoder} names, as an integration would hold it. */
  public record Holder(
      @Property(title = "Decoder", help = "A decoder.", variants = Formats.class)
          DecoderConfig decoder) {}

  @Override
  public boolean run(PrintStream out, PrintStream err) throws Exception {
    long sources = Stream.of(decoder, converter, library).filter(Objects::nonNull).count();
    if (sources != 1) {
      throw new UsageException("give one of --decoder, --converter, --library");
    }
    return library == null ? single(out, err) : library(out, err);
  }

  private boolean single(PrintStream out, PrintStream err) throws ConfigException {
    DecoderConfig config = decoder();
    ObjectNode input =
        record == null ? JsonPayload.MAPPER.createObjectNode() : object("--record", record);
    if (payload != null) {
      input.remove("text");
      input.put("payload", Base64.getEncoder().encodeToString(CommandFiles.bytes(payload)));
    } else if (!input.has("payload") && !input.has("text")) {
      throw new UsageException("--payload is missing");
    }
    Map<String, String> given = metadata();
    String integration = given.getOrDefault(RecordMetadata.INTEGRATION_NAME, "dry run");
    Decoder compiled =
        config.compile(new DecoderContext(integration, given, ConverterLibrary.HOST).onTrial());
    JsonNode answer =
        DryRun.answer(
            input,
            (record, found) ->
                DryRun.decode(compiled, RecordFormat.DEFAULT.read(record), all -> all, found));
    if (answer.has("error")) {
      err.println(answer.get("error").asText());
    }
    if (answer.has("output")) {
      out.println(answer.get("output").toPrettyString());
    }
    return !answer.has("error");
  }

  private Map<String, String> metadata() {
    if (metadata != null) {
      object("--metadata", metadata);
    }
    try {
      return ConverterLibrary.metadata(metadata);
    } catch (IOException | DecodeException e) {
      throw new UsageException("--metadata: " + e.getMessage(), e);
    }
  }

  private static ObjectNode object(String option, Path file) {
    if (CommandFiles.json(file) instanceof ObjectNode object) {
      return object;
    }
    throw new UsageException("the file of " + option + " must hold an object");
  }

  private DecoderConfig decoder() throws ConfigException {
    ObjectNode holder = JsonPayload.MAPPER.createObjectNode();
    if (decoder != null) {
      holder.set("decoder", CommandFiles.json(decoder));
      return ConfigReader.read(holder, Holder.class).decoder();
    }
    holder.set("converter", CommandFiles.json(converter));
    return ConfigReader.read(holder, ConverterDecoderConfig.class);
  }

  private boolean library(PrintStream out, PrintStream err) throws IOException {
    if (!Files.isDirectory(library)) {
      throw new UsageException("--library: there is no directory " + library);
    }
    long started = System.nanoTime();
    ConverterLibrary cases = new ConverterLibrary(library, language(), filter);
    LibraryReport outcomes = new LibraryReport();
    LibraryProgress progress = new LibraryProgress(err, System::nanoTime);
    outcomes.addAll(cases.run(outcome -> LibraryReport.print(outcome, out), progress));
    outcomes.downlinks(cases.downlinks());
    outcomes.seconds((System.nanoTime() - started) / 1e9);
    out.println(outcomes.summary());
    if (report != null) {
      Files.writeString(report, outcomes.json().toPrettyString());
    }
    return outcomes.allPassed();
  }

  /** Null for both. */
  private String language() {
    if (language == null) {
      return null;
    }
    String known = language.toLowerCase(Locale.ROOT).replace("javascript", "js");
    if (!List.of("tbel", "js").contains(known)) {
      throw new UsageException("--language is tbel or js");
    }
    return known;
  }
}
