package org.sluiceiot.kafka.uplink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.kafka.decode.script.ConverterDocument;

/** ThingsBoard PE's converter export, turned into a decoder whose script can be edited. */
final class PeConverter {
  private static final List<String> PARTS =
      List.of("scriptLang", "decoder", "tbelDecoder", "encoder", "tbelEncoder");

  private PeConverter() {}

  /** Whether a document is such an export, of either direction. */
  static boolean is(JsonNode json) {
    JsonNode configuration = json.path("configuration");
    return !configuration.has("clientConfiguration") && PARTS.stream().anyMatch(configuration::has);
  }

  /**
   * @param path of the document, for problems
   * @throws ConfigException it is not an uplink converter, or has no script
   */
  static JsonNode decoder(JsonNode json, String path) throws ConfigException {
    ConverterDocument converter = read(json, path);
    ObjectNode decoder = JsonNodeFactory.instance.objectNode();
    boolean tbel = converter.language() == ConverterDocument.Language.TBEL;
    decoder.put("type", tbel ? "tbel" : "javascript");
    decoder.put("script", converter.script());
    if (!converter.updateOnlyKeys().isEmpty()) {
      converter.updateOnlyKeys().forEach(decoder.putArray("updateOnlyKeys")::add);
    }
    return decoder;
  }

  private static ConverterDocument read(JsonNode json, String path) throws ConfigException {
    try {
      return ConverterDocument.read(json);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          path, "the converter " + e.getMessage(), "give the export of a generic uplink converter");
    }
  }
}
