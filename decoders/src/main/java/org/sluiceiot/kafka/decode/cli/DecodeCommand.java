package org.sluiceiot.kafka.decode.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.plugin.Command;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.RecordMetadata;
import org.sluiceiot.kafka.decode.dryrun.DryRun;
import org.sluiceiot.kafka.decode.formats.Formats;
import org.sluiceiot.kafka.decode.thingsboard.ConverterDecoderConfig;

/** {@code sluice decode}: tries a decoder on a file, or a library of converters. Stateless. */
public final class DecodeCommand implements Command {
  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final String HELP =
      """
      usage: decode --decoder FILE --payload FILE [--metadata FILE] [--record FILE]
             decode --converter FILE --payload FILE [--metadata FILE] [--record FILE]
             decode --library DIR [--language tbel|js] [--filter TEXT] [--report FILE]

      --decoder    JSON of a decoder as an integration holds it: {"type": "json", …}
      --converter  an uplink converter as exported by ThingsBoard PE
      --payload    the record's value, as it is; without it, the payload or text of --record
      --metadata   JSON object of what scripts get as metadata
      --record     JSON object of the record as last-inputs writes it: topic, partition, offset,
                   timestamp, key, headers, and payload (base64) or text
      --library    run every folder that holds converter.json and pairs of payload*.json and
                   result*.json (with metadata*.json of the same suffix, or a shared one);
                   a result must also be one that an uplink accepts
      --language   only converters in this language
      --filter     only folders whose path holds this text
      --report     write the outcomes to this file as JSON

      Exit code: 0 decoded, or all of the library passed; 1 not; 2 wrong usage.
      """;

  /** The file that {@code --decoder} names, as an integration would hold it. */
  public record Holder(
      @Property(title = "Decoder", help = "A decoder.", variants = Formats.class)
          DecoderConfig decoder) {}

  @Override
  public String name() {
    return "decode";
  }

  @Override
  public String description() {
    return "Try a decoder or an exported converter on a payload, or a library of converters.";
  }

  @Override
  public int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.isEmpty() || arguments.contains("--help") || arguments.contains("-h")) {
      (arguments.isEmpty() ? err : out).print(HELP);
      return arguments.isEmpty() ? USAGE : OK;
    }
    try {
      DecodeArguments given = new DecodeArguments(arguments);
      return given.has("--library") ? library(given, out, err) : single(given, out, err);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println("decode --help tells more");
      return USAGE;
    } catch (IOException e) {
      err.println("cannot read or write: " + e.getMessage());
      return USAGE;
    } catch (ConfigException | DecodeException e) {
      err.println(e.getMessage());
      return FAILED;
    }
  }

  private static int single(DecodeArguments given, PrintStream out, PrintStream err)
      throws IOException, ConfigException, DecodeException {
    DecoderConfig decoder = decoder(given);
    Map<String, String> metadata = ConverterLibrary.metadata(given.fileOrNull("--metadata"));
    ObjectNode input =
        given.has("--record")
            ? object(JsonPayload.read(Files.readAllBytes(given.file("--record"))))
            : JsonPayload.MAPPER.createObjectNode();
    if (given.has("--payload") || !(input.has("payload") || input.has("text"))) {
      input.remove("text");
      byte[] payload = Files.readAllBytes(given.file("--payload"));
      input.put("payload", Base64.getEncoder().encodeToString(payload));
    }
    String integration = metadata.getOrDefault(RecordMetadata.INTEGRATION_NAME, "dry run");
    Decoder compiled =
        decoder.compile(new DecoderContext(integration, metadata, ConverterLibrary.HOST));
    JsonNode answer =
        DryRun.answer(input, (record, found) -> DryRun.decode(compiled, record, all -> all, found));
    if (answer.has("error")) {
      err.println(answer.get("error").asText());
      if (answer.has("output")) {
        out.println(answer.get("output").toPrettyString());
      }
      return FAILED;
    }
    out.println(answer.get("output").toPrettyString());
    return OK;
  }

  private static ObjectNode object(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException("the file of --record must hold an object");
  }

  private static DecoderConfig decoder(DecodeArguments given)
      throws IOException, ConfigException, DecodeException {
    if (given.has("--decoder") == given.has("--converter")) {
      throw new IllegalArgumentException("give one of --decoder, --converter, --library");
    }
    ObjectNode holder = JsonPayload.MAPPER.createObjectNode();
    if (given.has("--decoder")) {
      holder.set("decoder", JsonPayload.read(Files.readAllBytes(given.file("--decoder"))));
      return ConfigReader.read(holder, Holder.class).decoder();
    }
    holder.set("converter", JsonPayload.read(Files.readAllBytes(given.file("--converter"))));
    return ConfigReader.read(holder, ConverterDecoderConfig.class);
  }

  private static int library(DecodeArguments given, PrintStream out, PrintStream err)
      throws IOException {
    String language = given.text("--language");
    if (language != null) {
      language = language.toLowerCase(Locale.ROOT).replace("javascript", "js");
      if (!List.of("tbel", "js").contains(language)) {
        throw new IllegalArgumentException("--language is tbel or js");
      }
    }
    long started = System.nanoTime();
    ConverterLibrary library =
        new ConverterLibrary(given.file("--library"), language, given.text("--filter"));
    LibraryReport report = new LibraryReport();
    LibraryProgress progress = new LibraryProgress(err, System::nanoTime);
    report.addAll(library.run(outcome -> LibraryReport.print(outcome, out), progress));
    report.downlinks(library.downlinks());
    report.seconds((System.nanoTime() - started) / 1e9);
    out.println(report.summary());
    if (given.has("--report")) {
      Files.writeString(given.file("--report"), report.json().toPrettyString());
    }
    return report.allPassed() ? OK : FAILED;
  }
}
