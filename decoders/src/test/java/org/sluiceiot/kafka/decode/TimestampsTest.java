package org.sluiceiot.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    "AUTO, 1700000000, 2023-11-14T22:13:20Z",
    "AUTO, 1700000000.25, 2023-11-14T22:13:20.250Z",
    "AUTO, 1700000000123, 2023-11-14T22:13:20.123Z",
    "AUTO, 1700000000123456, 2023-11-14T22:13:20.123456Z",
    "AUTO, 1700000000123456789, 2023-11-14T22:13:20.123456789Z",
    "AUTO, '\"1700000000123\"', 2023-11-14T22:13:20.123Z",
    "AUTO, '\"2023-11-14T22:13:20.123+01:00\"', 2023-11-14T21:13:20.123Z",
    "AUTO, '\"2023-11-14 22:13:20\"', 2023-11-14T22:13:20Z",
    "AUTO, '\"2023-11-14\"', 2023-11-14T00:00:00Z",
    "ISO_8601, '\"2023-11-14T22:13:20Z\"', 2023-11-14T22:13:20Z",
    "SECONDS, -1.5, 1969-12-31T23:59:58.500Z",
    "MILLIS, 5, 1970-01-01T00:00:00.005Z",
    "MICROS, 5, 1970-01-01T00:00:00.000005Z",
    "NANOS, 5, 1970-01-01T00:00:00.000000005Z"
  })
  void reads(Timestamps.Format format, String json, Instant expected) throws Exception {
    assertThat(read(format, json)).isEqualTo(expected);
  }

  @Test
  void namesThePathAndTheText() {
    for (String bad : new String[] {"\"soon\"", "true", "{}", "\"\"", "1e30", "1e999999999"}) {
      assertThatThrownBy(() -> read(Timestamps.Format.AUTO, bad), bad)
          .isInstanceOf(DecodeException.class)
          .hasMessageStartingWith("ts: is not a time");
    }
  }

  private static Instant read(Timestamps.Format format, String json) throws DecodeException {
    return new Timestamps(format, null, ZoneOffset.UTC).read(Records.json(json), () -> "ts");
  }
}
