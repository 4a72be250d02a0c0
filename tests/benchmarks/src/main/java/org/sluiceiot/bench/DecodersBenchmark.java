package org.sluiceiot.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mvel2.ExecutionContext;
import org.mvel2.MVEL;
import org.mvel2.ParserContext;
import org.mvel2.SandboxedParserConfiguration;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.formats.Formats;
import org.sluiceiot.kafka.decode.script.ResultDecoder;

/**
 * Decoded records per second on one thread: each decoder on the same payload, as a ratio to a plain
 * tree parse of it; and TBEL against {@code MVEL.executeTbExpression}, called as ThingsBoard does.
 */
public final class DecodersBenchmark {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 15;
  private static final int WARM_UP = 10;
  private static final int TIMES = 2_000;
  private static final Map<String, String> METADATA = Map.of("integrationName", "bench");
  private static final long MEMORY = 8L << 20;
  private static final int SMALL = 300;
  private static final int TYPICAL = 1_200;

  private DecodersBenchmark() {}

  /** A decoder's configuration, as an integration holds it. */
  public record Holder(
      @Property(title = "Decoder", help = "Any.", variants = Formats.class)
          DecoderConfig decoder) {}

  private interface Work {
    Object once() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    tbel();
    Map<String, Double> rates = formats();
    double parse = rates.get("tree parse");
    System.out.printf(Locale.ROOT, "%-22s %14s %10s%n", "decoder, 300 bytes", "records/s", "ratio");
    rates.forEach(
        (name, rate) ->
            System.out.printf(Locale.ROOT, "%-22s %14.0f %10.3f%n", name, rate, rate / parse));
    System.exit(0);
  }

  private static Map<String, Double> formats() throws Exception {
    byte[] payload = payload(SMALL);
    Map<String, Work> works = new LinkedHashMap<>();
    works.put("tree parse", () -> JSON.readTree(payload));
    SourceRecord record = record(payload);
    Decoder json = decoder("json", Map.of());
    works.put("json", () -> json.decode(record));
    byte[] entity = entity(payload);
    Decoder thingsboard = decoder("thingsboard", Map.of());
    works.put("thingsboard", () -> thingsboard.decode(record(entity)));
    Decoder tbel = decoder("tbel", Map.of("script", BenchmarkScripts.SHORT_TBEL));
    works.put("tbel", () -> tbel.decode(record));
    Decoder js = decoder("javascript", Map.of("script", BenchmarkScripts.SHORT_JS));
    works.put("javascript", () -> js.decode(record));
    return rates(works);
  }

  /** Ours and the platform's way, turn by turn in the same run; the results must be equal. */
  private static void tbel() throws Exception {
    byte[] payload = payload(TYPICAL);
    String script = BenchmarkScripts.TYPICAL_TBEL;
    ResultDecoder ours = (ResultDecoder) decoder("tbel", Map.of("script", script));
    Object compiled = MVEL.compileExpression(script, new ParserContext());
    SandboxedParserConfiguration sandbox =
        (SandboxedParserConfiguration) new ParserContext().getParserConfiguration();
    Work theirs = () -> execute(compiled, sandbox, payload);
    String expected = JSON.valueToTree(theirs.once()).toString();
    String actual = ours.result(payload, METADATA).toString();
    if (!JSON.readTree(expected).equals(JSON.readTree(actual))) {
      throw new IllegalStateException("different results: " + expected + " and " + actual);
    }
    Map<String, Work> works = new LinkedHashMap<>();
    works.put("tbel", () -> ours.result(payload, METADATA));
    works.put("executeTbExpression", theirs);
    Map<String, Double> rates = rates(works);
    System.out.printf(Locale.ROOT, "%n%-22s %14s%n", "typical script, 1.2 kB", "us/record");
    rates.forEach(
        (name, rate) -> System.out.printf(Locale.ROOT, "%-22s %14.1f%n", name, 1e6 / rate));
    double ratio = rates.get("tbel") / rates.get("executeTbExpression");
    System.out.printf(Locale.ROOT, "decoders figure=%.2f goal=3.00%n", ratio);
  }

  private static Object execute(
      Object compiled, SandboxedParserConfiguration sandbox, byte[] payload) {
    List<Byte> list = new ArrayList<>(payload.length);
    for (byte b : payload) {
      list.add(b);
    }
    Map<String, Object> variables = new HashMap<>();
    variables.put("payload", list);
    variables.put("metadata", METADATA);
    return MVEL.executeTbExpression(compiled, new ExecutionContext(sandbox, MEMORY), variables);
  }

  /** The median of several rounds, the works taking turns. */
  private static Map<String, Double> rates(Map<String, Work> works) throws Exception {
    Map<String, double[]> all = new LinkedHashMap<>();
    works.keySet().forEach(name -> all.put(name, new double[ROUNDS]));
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (Map.Entry<String, Work> work : works.entrySet()) {
        double rate = rate(work.getValue(), TIMES);
        if (round >= 0) {
          all.get(work.getKey())[round] = rate;
        }
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    all.forEach(
        (name, rates) -> {
          Arrays.sort(rates);
          medians.put(name, rates[ROUNDS / 2]);
        });
    return medians;
  }

  /** By the processor time of this thread, so that other work on the machine counts less. */
  private static double rate(Work work, int times) throws Exception {
    long started = THREADS.getCurrentThreadCpuTime();
    Object kept = null;
    for (int i = 0; i < times; i++) {
      kept = work.once();
    }
    if (kept == null) {
      throw new IllegalStateException("nothing was decoded");
    }
    return times * 1e9 / (THREADS.getCurrentThreadCpuTime() - started);
  }

  private static Decoder decoder(String type, Map<String, String> properties) throws Exception {
    ObjectNode config = JSON.createObjectNode();
    ObjectNode decoder = config.putObject("decoder").put("type", type);
    properties.forEach(decoder::put);
    return ConfigReader.read(config, Holder.class)
        .decoder()
        .compile(new DecoderContext("bench", Map.of(), null));
  }

  private static SourceRecord record(byte[] value) {
    return new SourceRecord("t", 0, 0, null, value, List.of(), null, "create");
  }

  /** A reading as a network server sends it, padded to a size. */
  private static byte[] payload(int size) {
    ObjectNode node = JSON.createObjectNode();
    node.put("device", "sensor-17").put("type", "climate").put("ts", 1_700_000_000_123L);
    node.put("at", "2023-11-14T22:13:20.123Z").put("frm", "AXVkA2cYAQRobQ==");
    node.putObject("telemetry").put("t", 21.5).put("h", 40);
    node.putArray("rx").addObject().put("id", "a").put("rssi", -80);
    node.withArray("rx").addObject().put("id", "b").put("rssi", -50);
    node.put("pad", "");
    int missing = size - node.toString().length();
    node.put("pad", "x".repeat(Math.max(0, missing)));
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] entity(byte[] payload) throws Exception {
    ObjectNode node = (ObjectNode) JSON.readTree(payload);
    node.set("deviceName", node.remove("device"));
    ObjectNode point = JSON.createObjectNode().put("ts", 1_700_000_000_123L);
    point.set("values", node.remove("telemetry"));
    node.set("telemetry", point);
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }
}
