package org.sluiceiot.kafka.uplink.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.FakeMetrics;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.uplink.config.UplinkConfig;

/** Packed values, keys and headers that are no text, as routes see them. */
class RecordFormatRouteTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String ROUTES =
      """
      {"connection":{"bootstrapServers":"x:1"},"topics":["t"],%s
       "decoder":{"type":"thingsboard-telemetry"},
       "routes":[
        {"name":"unused","filter":{"type":"property","key":"kind","equals":"nothing"}},
        {"name":"azure","filter":{"type":"property","key":"kind","equals":"dev-7"}},
        {"name":"alarm","filter":{"type":"json_pointer","pointer":"/kind","equals":"alarm"}},
        {"name":"seven","filter":{"type":"key","equals":"7"}}]}
      """;

  private static Routes routes(String record) throws Exception {
    return Routes.compile(
        ConfigReader.read(
            JsonPayload.MAPPER.readTree(ROUTES.formatted(record)), UplinkConfig.class),
        new DecoderContext("tests", Map.of(), new FakeHost()));
  }

  private static SourceRecord record(String key, byte[] value, String header) {
    return new SourceRecord(
        "t",
        0,
        0,
        HEX.parseHex(key),
        value,
        List.of(new SourceRecord.Header("kind", HEX.parseHex(header))),
        Instant.ofEpochMilli(1_700_000_000_000L),
        "create");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String taken(Routes routes, SourceRecord raw) throws Exception {
    SourceRecord record = routes.read(raw);
    Route route = routes.match(record);
    return route == null ? "none" : route.name() + " " + names(route.decode(record));
  }

  private static List<String> names(List<EntityData> entities) {
    return entities.stream().map(EntityData::name).toList();
  }

  @Test
  void filtersSeeWhatDecodersSeeAndCountWhatTheyMatch() throws Exception {
    Routes routes = routes("");
    FakeMetrics metrics = new FakeMetrics();
    routes.countIn(metrics);
    byte[] plain = "{\"t\":1}".getBytes(StandardCharsets.UTF_8);
    assertThat(taken(routes, record("64", plain, "a1056465762d37"))).isEqualTo("azure [d]");
    byte[] alarms = gzip("{\"kind\":\"alarm\"}\n{\"kind\":\"alarm\"}");
    assertThat(taken(routes, record("64", alarms, "41"))).isEqualTo("alarm [d, d]");
    assertThat(taken(routes, record("0000000000000007", plain, "41"))).isEqualTo("seven [7]");
    assertThat(taken(routes, record("64", gzip("{\"kind\":\"alarm\"}\n{}"), "41")))
        .isEqualTo("none");
    assertThat(routes.counts().toString())
        .isEqualTo(
            "[{\"name\":\"unused\",\"matched\":0},{\"name\":\"azure\",\"matched\":1},"
                + "{\"name\":\"alarm\",\"matched\":1},{\"name\":\"seven\",\"matched\":1}]");
    assertThat(metrics.counters())
        .as("also one that never matched")
        .hasSize(4)
        .containsEntry("route.matched{route,unused}", 0L)
        .containsEntry("route.matched{route,azure}", 1L);
  }

  @Test
  void withoutRoutesNothingIsCountedByRoute() throws Exception {
    FakeMetrics metrics = new FakeMetrics();
    Routes.compile(
            ConfigReader.read(
                JsonPayload.MAPPER.readTree(
                    "{\"connection\":{\"bootstrapServers\":\"x:1\"},\"topics\":[\"t\"]}"),
                UplinkConfig.class),
            new DecoderContext("tests", Map.of(), new FakeHost()))
        .countIn(metrics);
    assertThat(metrics.counters()).isEmpty();
  }

  @Test
  void theFormatOfKeysIsAPropertyOfTheIntegration() throws Exception {
    byte[] plain = "{\"kind\":\"alarm\"}".getBytes(StandardCharsets.UTF_8);
    Routes routes = routes("\"record\":{\"key\":\"base64\"},");
    assertThat(taken(routes, record("0000000000000007", plain, "41")))
        .isEqualTo("alarm [AAAAAAAAAAc=]");
    assertThatThrownBy(
            () -> routes("\"record\":{\"key\":\"long\"},").read(record("64", plain, "41")))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("the key is no long");
  }
}
