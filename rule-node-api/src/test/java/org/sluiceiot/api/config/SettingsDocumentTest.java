package org.sluiceiot.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsDocumentTest {
  public record Addresses(
      @Property(title = "Ports", help = "How many.", defaultValue = "1", min = "1") int ports) {}

  public record Loops(
      @Property(title = "Policy", help = "Which.", defaultValue = "reject") String loopPolicy) {}

  private static final List<Class<? extends Record>> PARTS = List.of(Addresses.class, Loops.class);

  @Test
  void eachPartReadsItsOwn() throws ConfigException {
    JsonNode document = json("{'ports': 5, 'loopPolicy': 'warn'}");
    assertThat(SettingsDocument.read(document, Addresses.class).ports()).isEqualTo(5);
    assertThat(SettingsDocument.read(document, Loops.class).loopPolicy()).isEqualTo("warn");
    assertThat(SettingsDocument.problems(document, PARTS)).isEmpty();
  }

  @Test
  void whatNoPartHasAndWhatIsWrongInOneIsAProblem() {
    JsonNode document = json("{'ports': 0, 'loopPolicie': 'warn'}");
    assertThat(SettingsDocument.problems(document, PARTS))
        .extracting(Problem::path)
        .containsExactlyInAnyOrder("ports", "loopPolicie");
    assertThat(SettingsDocument.problems(document, PARTS).get(0).toString()).contains("loopPolicy");
    assertThatThrownBy(() -> SettingsDocument.read(document, Addresses.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ports");
  }

  @Test
  void whatIsNoObjectIsOneProblem() {
    assertThat(SettingsDocument.problems(json("[]"), PARTS)).hasSize(1);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (java.io.IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
