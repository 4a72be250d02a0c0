package org.sluiceiot.kafka.decode.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * ThingsBoard PE's export of an uplink converter.
 *
 * @param name as exported; empty when it has none
 * @param script the decoder's body; never blank
 * @param updateOnlyKeys never null
 */
public record ConverterDocument(
    String name, Language language, String script, Set<String> updateOnlyKeys) {
  /** What only typed converters configure. */
  private static final List<String> TYPED = List.of("type", "name", "profile", "label");

  /** Languages of converters. */
  public enum Language {
    TBEL,
    JS
  }

  /**
   * Reads an export document. Without {@code scriptLang} it is from before TBEL: JavaScript, unless
   * only a TBEL script is there.
   *
   * @throws IllegalArgumentException not such a document, in words
   */
  public static ConverterDocument read(JsonNode document) {
    JsonNode configuration = document.path("configuration");
    if (!configuration.isObject()) {
      throw new IllegalArgumentException("has no object 'configuration'");
    }
    if (!uplink(document)) {
      throw new IllegalArgumentException(
          "is a converter of type " + document.path("type").asText() + ", not UPLINK");
    }
    refuseTyped(document, configuration);
    Language language = language(configuration);
    String property = language == Language.TBEL ? "tbelDecoder" : "decoder";
    String script = configuration.path(property).asText("");
    if (configuration.path(property).isNull() || script.isBlank()) {
      throw new IllegalArgumentException("configuration." + property + " is empty");
    }
    Set<String> keys = new LinkedHashSet<>();
    configuration.path("updateOnlyKeys").forEach(key -> keys.add(key.asText()));
    return new ConverterDocument(document.path("name").asText(""), language, script, keys);
  }

  /** Whether the document is for the way up, which is so when it does not say. */
  public static boolean uplink(JsonNode document) {
    return document.path("type").asText("UPLINK").equals("UPLINK");
  }

  /**
   * A typed converter's script yields values only; the device's name comes from the envelope that a
   * LoRaWAN integration of ThingsBoard has opened before. No record has such an envelope.
   */
  private static void refuseTyped(JsonNode document, JsonNode configuration) {
    boolean typed = document.path("converterVersion").asInt(1) > 1;
    for (String property : TYPED) {
      typed |= configuration.hasNonNull(property);
    }
    if (typed) {
      String name = configuration.path("name").asText("");
      throw new IllegalArgumentException(
          "is a typed converter (version 2)"
              + (name.isBlank() ? "" : ", which names its device '" + name + "'")
              + "; it works only inside ThingsBoard's LoRaWAN integrations, whose script gets a"
              + " frame and not a record; take a generic converter, whose script reads the whole"
              + " record and returns deviceName");
    }
  }

  private static Language language(JsonNode configuration) {
    String given = configuration.path("scriptLang").asText("").toUpperCase(Locale.ROOT);
    if (given.isEmpty() || given.equals("NULL")) {
      boolean js = !configuration.path("decoder").asText("").isBlank();
      return js && !configuration.path("decoder").isNull() ? Language.JS : Language.TBEL;
    }
    try {
      return Language.valueOf(given);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("scriptLang '" + given + "' is neither TBEL nor JS", e);
    }
  }
}
