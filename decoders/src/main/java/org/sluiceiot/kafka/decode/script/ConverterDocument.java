package org.sluiceiot.kafka.decode.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
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
    String type = document.path("type").asText("UPLINK");
    if (!type.equals("UPLINK")) {
      throw new IllegalArgumentException("is a converter of type " + type + ", not UPLINK");
    }
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
