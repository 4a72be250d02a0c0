package org.sluiceiot.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.Property;

class DescriptorsTest {
  static final Described SAMPLE =
      new Described("sample", "node", "Sample", "A sample.", 3, List.of("Success"), Sample.class);

  private final JsonNode descriptor = Descriptors.describe(SAMPLE);

  @Test
  void saysWhatItDescribes() {
    assertThat(descriptor.path("$schema").asText()).endsWith("/2020-12/schema");
    assertThat(descriptor.path("$id").asText()).isEqualTo("urn:sluice:descriptor:sample:3");
    assertThat(descriptor.path("x-relations").toString()).isEqualTo("[\"Success\"]");
    assertThat(descriptor.path("required").toString()).isEqualTo("[\"name\",\"topics\"]");
    assertThat(descriptor.path("x-groups").toString()).isEqualTo("[\"General\",\"Security\"]");
    assertThat(descriptor.path("additionalProperties").asBoolean(true)).isFalse();
  }

  @Test
  void everyHintOfAPropertyIsKept() {
    assertProperty(
        "pause",
        """
        {"title":"Pause","description":"How long.","type":"string","x-format":"duration",\
        "x-minimum":"1s","x-maximum":"1m","default":"5s","x-order":3,"x-group":"General",\
        "x-depends-on":{"property":"mode","values":["fast-lane"]}}""");
    assertProperty(
        "rate",
        """
        {"title":"Rate","description":"How many.","type":"integer","minimum":1,"default":7,\
        "x-order":5,"x-group":"General","x-unit":"records/s"}""");
    assertProperty(
        "password",
        """
        {"title":"Password","description":"Hidden.","type":"string","writeOnly":true,\
        "x-secret":true,"x-order":6,"x-group":"Security"}""");
    assertProperty(
        "mode",
        """
        {"title":"Mode","description":"How.","type":"string","enum":["fast-lane","slow"],\
        "default":"fast-lane","x-order":2,"x-group":"General"}""");
    assertThat(property("script").path("x-editor").asText()).isEqualTo("script");
    assertThat(property("size").path("x-advanced").asBoolean()).isTrue();
    assertThat(property("anything").path("x-editor").asText()).isEqualTo("json");
  }

  @Test
  void variantsMayHoldThemselves() {
    assertThat(descriptor.at("/$defs/Group/properties/members/items/$ref").asText())
        .isEqualTo("#/$defs/Shape");
    assertThat(descriptor.at("/$defs/Circle/properties/type/const").asText()).isEqualTo("circle");
  }

  record Dangling(
      @Property(title = "A", help = "A.", optional = true, dependsOn = "b=1") String a) {}

  @Test
  void dependingOnNothingIsRefused() {
    Described wrong = new Described("x", "settings", "X", "X.", 1, List.of(), Dangling.class);
    assertThatThrownBy(() -> Descriptors.describe(wrong)).hasMessageContaining("Dangling.a");
  }

  @Test
  void tableNamesTypeDefaultBoundsAndCondition() {
    assertThat(ReferenceTable.of(Descriptors.describe(SAMPLE)))
        .contains(
            "| `pause` | duration (≥ 1s, ≤ 1m) | `5s` | Pause. How long. Only with `mode` ="
                + " `fast-lane`. |")
        .contains("| `topics` | list of string (≥ 1 entries) | required |")
        .contains("| `password` | secret | none |")
        .contains("Group: `\"type\": \"group\"`.");
  }

  private void assertProperty(String name, String expected) {
    JsonNode copy = property(name).deepCopy();
    ((com.fasterxml.jackson.databind.node.ObjectNode) copy).remove("pattern");
    assertThat(copy.toString()).isEqualTo(expected);
  }

  private JsonNode property(String name) {
    return descriptor.path("properties").path(name);
  }
}
