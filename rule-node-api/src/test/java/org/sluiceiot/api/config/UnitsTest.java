package org.sluiceiot.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({
    "500ms,500",
    "5s,5000",
    "2m,120000",
    "1h,3600000",
    "7d,604800000",
    "PT1.5S,1500",
    "0s,0"
  })
  void durations(String text, long millis) {
    Duration duration = Durations.parse(text);
    assertThat(duration.toMillis()).isEqualTo(millis);
    assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "-1s", "PT-5S", "", "5 weeks", "99999999999999999999s"})
  void notDurations(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Durations.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"512,512", "16KiB,16384", "16kb,16384", "10MB,10485760", "1GiB,1073741824", "0,0"})
  void sizes(String text, long bytes) {
    DataSize size = DataSize.parse(text);
    assertThat(size.bytes()).isEqualTo(bytes);
    assertThat(DataSize.parse(size.toString())).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5MiB", "ten", "", "1TiB", "99999999999GiB"})
  void notSizes(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DataSize.parse(text));
  }

  @Test
  void aSecretDoesNotShow() {
    Secret secret = new Secret("hunter2");
    assertThat(secret.toString()).isEqualTo(Secret.PLACEHOLDER);
    assertThat(secret).isEqualTo(new Secret("hunter2")).isNotEqualTo(new Secret("other"));
  }
}
