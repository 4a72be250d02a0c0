package org.sluiceiot.thingsboard.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluiceiot.descriptors.Described;
import org.sluiceiot.descriptors.Descriptors;

/**
 * The form's description of {@code delivery} is that of its record. To write it anew, run this test
 * with {@code -Dsluice.write=true}.
 */
class DeliveryDescriptionTest {
  private static final Path FILE =
      Path.of(System.getProperty("sluice.form", "../../thingsboard/form"))
          .resolve("descriptors/delivery.json");

  @Test
  void isUpToDate() throws IOException {
    Described delivery =
        new Described(
            "delivery",
            "settings",
            "Delivery",
            "How data is handed to ThingsBoard.",
            1,
            List.of(),
            DeliveryConfig.class);
    ObjectMapper json = new ObjectMapper();
    ObjectNode described = Descriptors.describe(delivery);
    if (Boolean.getBoolean("sluice.write")) {
      Files.writeString(
          FILE, json.writerWithDefaultPrettyPrinter().writeValueAsString(described) + "\n");
    }
    assertThat(json.readTree(FILE.toFile()))
        .as("write it anew with -Dtest=DeliveryDescriptionTest -Dsluice.write=true")
        .isEqualTo(described);
  }
}
