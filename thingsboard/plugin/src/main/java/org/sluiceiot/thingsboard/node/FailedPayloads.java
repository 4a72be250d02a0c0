package org.sluiceiot.thingsboard.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.sluiceiot.api.integration.Integration;
import org.sluiceiot.kafka.connection.Redaction;

/**
 * Finds the payload of a record that failed among the last inputs that the integration keeps,
 * without the secrets of its configuration. Safe for any thread; a record that it no longer keeps,
 * or that was too large to keep, has none.
 */
record FailedPayloads(Integration integration, Redaction redaction)
    implements Function<Map<String, String>, Optional<String>> {
  @Override
  public Optional<String> apply(Map<String, String> details) {
    for (JsonNode input : inputs()) {
      boolean same =
          input.path("topic").asText().equals(details.get("topic"))
              && input.path("partition").asText().equals(details.get("partition"))
              && input.path("offset").asText().equals(details.get("offset"));
      if (same && input.hasNonNull("payload")) {
        return Optional.of(redaction.payload(text(input.path("payload").asText())));
      }
    }
    return Optional.empty();
  }

  private JsonNode inputs() {
    try {
      return integration.command("last-inputs", JsonNodeFactory.instance.objectNode());
    } catch (IllegalArgumentException e) {
      // Another plugin than ours keeps none.
      return JsonNodeFactory.instance.arrayNode();
    }
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
