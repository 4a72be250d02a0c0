package org.sluiceiot.kafka.decode.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.kafka.connection.CommandLineHost;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.EntityJson;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.script.ResultDecoder;

/**
 * Decodes one record as production would and delivers nothing; what REST and the command line
 * share. Stateless, safe for any thread.
 */
public final class DryRun {
  private static final Logger LOG = LoggerFactory.getLogger(DryRun.class);

  /** Where no host runs: nothing is set. */
  static final Host HOST = new CommandLineHost(JsonPayload.MAPPER.createObjectNode());

  private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");
  private static final String TOPIC = "dry-run";

  private DryRun() {}

  /**
   * Compiles the decoder and decodes the input once.
   *
   * @param input {@code payload} in base64, or {@code text}; optionally {@code key}, {@code topic},
   *     {@code partition}, {@code offset}, {@code timestamp} (milliseconds) and {@code headers} (an
   *     object of texts)
   * @return {@code {"output", "entities"}} ({@code output} is what a script returned, before the
   *     result rules), or {@code {"error"}}, with {@code line} and {@code column} where known
   * @throws ConfigException the configuration or the input is wrong
   */
  public static JsonNode run(DecoderConfig config, DecoderContext context, JsonNode input)
      throws ConfigException {
    return decode(config.compile(context), record(input));
  }

  private static ObjectNode decode(Decoder decoder, SourceRecord record) {
    ObjectNode answer = JsonPayload.MAPPER.createObjectNode();
    try {
      if (decoder instanceof ResultDecoder scripted) {
        JsonNode output = scripted.result(record);
        answer.set("output", output);
        answer.set("entities", EntityJson.of(scripted.entities(output)));
        return answer;
      }
      List<EntityData> entities = decoder.decode(record);
      answer.set("output", EntityJson.of(entities));
      answer.set("entities", answer.get("output"));
    } catch (DecodeException e) {
      return error(String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      // Broad: whatever the record makes a decoder do, the answer is that it cannot be decoded.
      LOG.warn("a dry run broke off", e);
      answer.removeAll();
      answer.put("error", "the decoder broke off for a reason that only the log tells");
    }
    return answer;
  }

  /**
   * The answer for what cannot be decoded, with {@code line} and {@code column} where it says so.
   */
  public static ObjectNode error(String text) {
    ObjectNode answer = JsonPayload.MAPPER.createObjectNode().put("error", text);
    Matcher place = PLACE.matcher(text);
    if (place.find()) {
      answer.put("line", Integer.parseInt(place.group(1)));
      answer.put("column", Integer.parseInt(place.group(2)));
    }
    return answer;
  }

  /**
   * The record that an input describes.
   *
   * @throws ConfigException a part of it is not of its form
   */
  public static SourceRecord record(JsonNode input) throws ConfigException {
    Problems problems = new Problems();
    byte[] value = null;
    if (input.hasNonNull("text")) {
      value = input.get("text").asText().getBytes(StandardCharsets.UTF_8);
    } else if (input.hasNonNull("payload")) {
      value = base64(input.get("payload").asText(), problems);
    }
    List<SourceRecord.Header> headers = new ArrayList<>();
    for (Map.Entry<String, JsonNode> header : input.path("headers").properties()) {
      headers.add(new SourceRecord.Header(header.getKey(), bytes(header.getValue())));
    }
    problems.orThrow();
    return new SourceRecord(
        input.path("topic").asText(TOPIC),
        input.path("partition").asInt(0),
        input.path("offset").asLong(0),
        input.hasNonNull("key") ? bytes(input.get("key")) : null,
        value,
        headers,
        input.hasNonNull("timestamp")
            ? Instant.ofEpochMilli(input.get("timestamp").asLong())
            : null,
        "create");
  }

  private static byte[] base64(String text, Problems problems) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      problems.at("payload").add("is not base64: " + e.getMessage(), "or give a text in 'text'");
      return null;
    }
  }

  private static byte[] bytes(JsonNode text) {
    return text.isNull() ? null : text.asText().getBytes(StandardCharsets.UTF_8);
  }
}
