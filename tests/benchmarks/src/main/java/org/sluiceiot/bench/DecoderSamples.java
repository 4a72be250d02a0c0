package org.sluiceiot.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.msgpack.jackson.dataformat.MessagePackMapper;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.SourceRecord;

/** One usual record of every format with its decoder. Stateless. */
final class DecoderSamples {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String READING =
      "{'device':'sensor-17','type':'climate','ts':1700000000123,'at':'2023-11-14T22:13:20.123Z',"
          + "'telemetry':{'t':21.5,'h':40},'rx':[{'id':'a','rssi':-80},{'id':'b','rssi':-50}]}";
  private static final String PROTO =
      "syntax = 'proto3'; message R { string device = 1; int64 ts = 2; double t = 3; int32 h = 4; }";
  private static final String AVRO =
      "{'type':'record','name':'R','fields':[{'name':'device','type':'string'},"
          + "{'name':'ts','type':'long'},{'name':'telemetry','type':{'type':'record','name':'T',"
          + "'fields':[{'name':'t','type':'double'},{'name':'h','type':'int'}]}}]}";

  private DecoderSamples() {}

  /** Decodes once. */
  @FunctionalInterface
  interface Work {
    List<EntityData> once() throws Exception;
  }

  static Map<String, Work> all() throws Exception {
    Map<String, Work> works = new LinkedHashMap<>();
    JsonNode reading = JSON.readTree(quoted(READING));
    byte[] json = JSON.writeValueAsBytes(reading);
    add(works, "json", "{'type':'json'}", json);
    add(works, "thingsboard", "{'type':'thingsboard'}", converted(reading));
    String values = "{'ts':1700000000123,'values':{'t':21.5,'h':40,'text':'17','on':true}}";
    add(works, "telemetry", "{'type':'thingsboard-telemetry'}", text(values));
    add(
        works,
        "ng-gateway",
        "{'type':'ng-gateway'}",
        text("{'ts_ms':5,'values':{'t':21.5,'h':4}}"));
    add(works, "hono", "{'type':'hono'}", text("{'t':21.5,'h':40}"));
    add(works, "cloudevents", "{'type':'cloudevents'}", event());
    add(works, "cbor", mapped("cbor", ""), new CBORMapper().writeValueAsBytes(reading));
    byte[] packed = new MessagePackMapper().writeValueAsBytes(reading);
    add(works, "messagepack", mapped("messagepack", ""), packed);
    add(works, "avro", "{'type':'avro','schema':%s,'fields':{'type':'json'}}", AVRO, avro());
    add(works, "protobuf", protobuf(), PROTO, message());
    String csv = mapped("csv", ",'telemetry':{'*':''},'attributes':{}");
    add(works, "csv", csv, text(csv(100)));
    add(works, "csv-one-row", csv, text(csv(1)));
    add(works, "line-protocol", "{'type':'line-protocol'}", text(lines()));
    add(works, "tbel", "{'type':'tbel','script':%s}", BenchmarkScripts.SHORT_TBEL, json);
    add(works, "javascript", "{'type':'javascript','script':%s}", BenchmarkScripts.SHORT_JS, json);
    return works;
  }

  private static String mapped(String type, String more) {
    return "{'type':'%s','fields':{'type':'json'%s}}".formatted(type, more);
  }

  private static String protobuf() {
    return "{'type':'protobuf','schema':%s,'fields':{'type':'json','telemetry':{'t':'/t','h':'/h'}}}";
  }

  private static void add(Map<String, Work> works, String name, String config, byte[] value)
      throws Exception {
    ObjectNode holder = JSON.createObjectNode();
    holder.set("decoder", JSON.readTree(quoted(config)));
    Decoder decoder =
        ConfigReader.read(holder, DecodersBenchmark.Holder.class)
            .decoder()
            .compile(new DecoderContext("bench", Map.of(), null));
    byte[] key = text("sensor-17");
    SourceRecord record = new SourceRecord("t", 0, 0, key, value, List.of(), null, "create");
    works.put(name, () -> decoder.decode(record));
  }

  private static void add(
      Map<String, Work> works, String name, String config, String inner, byte[] value)
      throws Exception {
    String given = inner == AVRO || inner == PROTO ? quoted(inner) : inner;
    add(works, name, quoted(config).formatted(JSON.writeValueAsString(given)), value);
  }

  private static String quoted(String text) {
    return text.contains("\"") ? text : text.replace('\'', '"');
  }

  private static byte[] text(String text) {
    String json = text.startsWith("{") ? quoted(text) : text;
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] converted(JsonNode reading) throws Exception {
    ObjectNode entity = reading.deepCopy();
    entity.set("deviceName", entity.remove("device"));
    ObjectNode point = JSON.createObjectNode().put("ts", 1_700_000_000_123L);
    point.set("values", entity.remove("telemetry"));
    entity.set("telemetry", point);
    return JSON.writeValueAsBytes(entity);
  }

  private static byte[] event() {
    return text(
        "{'specversion':'1.0','id':'1','source':'s','type':'r','subject':'sensor-17',"
            + "'time':'2023-11-14T22:13:20Z','data':{'t':21.5,'h':40}}");
  }

  private static byte[] avro() throws Exception {
    Schema schema = new Schema.Parser().parse(quoted(AVRO));
    GenericRecord values = new GenericData.Record(schema.getField("telemetry").schema());
    values.put("t", 21.5);
    values.put("h", 40);
    GenericRecord reading = new GenericData.Record(schema);
    reading.put("device", "sensor-17");
    reading.put("ts", 1_700_000_000_123L);
    reading.put("telemetry", values);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(schema).write(reading, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  /** The message {@link #PROTO} with the device, 21.5 and 40. */
  private static byte[] message() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x0a, 9});
    out.writeBytes(text("sensor-17"));
    out.writeBytes(new byte[] {0x19, 0, 0, 0, 0, 0, (byte) 0x80, 0x35, 0x40, 0x20, 40});
    return out.toByteArray();
  }

  private static String csv(int rows) {
    StringBuilder csv = new StringBuilder("device,ts,t,h,state,serial\n");
    for (int i = 0; i < rows; i++) {
      csv.append(
          "sensor-%d,%d,%d.%d,%d,running,SN-%05d%n"
              .formatted(i % 7, 1_700_000_000_000L + i, 20 + i % 5, i % 10, 40 + i % 30, i));
    }
    return csv.toString();
  }

  private static String lines() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      lines.append(
          "cpu,host=server%02d,region=eu usage_idle=9%d.5,usage_user=%di,state=\"ok\" %d\n"
              .formatted(i, i % 10, i, 1_700_000_000_000_000_000L + i * 1_000_000L));
    }
    return lines.toString();
  }
}
