package org.sluiceiot.kafka.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientVersionTest {
  @ParameterizedTest
  @ValueSource(strings = {"2.8.0", "3.0.0", "3.9.0", "3.9.1", "4.0.0", "4.0.1", "4.1.0", "4.1.1"})
  void refusesAffectedClients(String version) {
    assertThat(ClientVersion.defect(version)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2.7.2", "3.9.2", "3.10.0", "4.0.2", "4.1.2", "4.4.0", "5.0.0", "unknown"})
  void acceptsTheOthers(String version) {
    assertThat(ClientVersion.defect(version)).isEmpty();
  }

  @Test
  void theClientOfThisBuildIsSound() {
    assertThat(ClientVersion.defect()).isEmpty();
  }
}
