package org.sluiceiot.kafka.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactsTest {
  @Test
  void factsAreAddedAndWin() {
    Map<String, String> base = Map.of("a", "1", "topic", "old");
    assertThat(Facts.merged(base, "topic", "new", "b", "2"))
        .isEqualTo(Map.of("a", "1", "topic", "new", "b", "2"));
    assertThat(Facts.merged(new HashMap<>(), "b", "2")).isEqualTo(Map.of("b", "2"));
    assertThat(base).isEqualTo(Map.of("a", "1", "topic", "old"));
  }

  @Test
  void numbersAsText() {
    assertThat(Facts.text(0)).isEqualTo("0");
    assertThat(Facts.text(999)).isEqualTo("999");
    assertThat(Facts.text(1_000)).isEqualTo("1000");
    assertThat(Facts.text(-1)).isEqualTo("-1");
  }
}
