package org.sluiceiot.kafka.decode;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.kafka.decode.formats.Formats;

/** Records, contexts and configured decoders for decoder tests. */
public final class Records {
  public static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_000L);

  private Records() {}

  public record Wrapper(
      @Property(title = "Decoder", help = "Any decoder.", variants = Formats.class)
          DecoderConfig decoder) {}

  public static SourceRecord of(String value) {
    return of(value.getBytes(StandardCharsets.UTF_8));
  }

  public static SourceRecord of(byte[] value) {
    return of(value, Map.of());
  }

  public static SourceRecord of(byte[] value, Map<String, String> headers) {
    List<SourceRecord.Header> all =
        headers.entrySet().stream()
            .map(h -> new SourceRecord.Header(h.getKey(), bytes(h.getValue())))
            .toList();
    return new SourceRecord("fleet.a", 3, 42, bytes("key-1"), value, all, TIME, "create");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static DecoderContext context() {
    return context("tests");
  }

  private static DecoderContext context(String tenant) {
    FakeHost host =
        new FakeHost()
            .settings(json(SETTINGS))
            .directory(Path.of("target", "hosts", UUID.randomUUID().toString()));
    return new DecoderContext(
        "tests", Map.of("site", "north"), host, tenant, new DecoderNotes(), false);
  }

  /** Reads a decoder's configuration as an integration would. */
  public static Decoder decoder(String json) throws ConfigException {
    return config(json).compile(context());
  }

  /** The same for a tenant of its own, whose stuck scripts bar no other test's. */
  static Decoder decoder(String json, String tenant) throws ConfigException {
    return config(json).compile(context(tenant));
  }

  public static DecoderConfig config(String json) throws ConfigException {
    return ConfigReader.read(json("{\"decoder\":" + json + "}"), Wrapper.class).decoder();
  }

  public static List<EntityData> decode(String config, String value) throws Exception {
    return decoder(config).decode(of(value));
  }

  /** JSON. */
  public static JsonNode json(String text) {
    try {
      return JsonPayload.MAPPER.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** Tests run on the loopback address, without TLS. */
  private static final String SETTINGS =
      "{\"allowPlainHttp\":true,\"addresses\":{\"deniedRanges\":[]}}";
}
