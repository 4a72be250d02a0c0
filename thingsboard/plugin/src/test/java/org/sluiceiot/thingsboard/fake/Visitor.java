package org.sluiceiot.thingsboard.fake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.PackageVersion;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.thingsboard.rule.engine.api.TbNode;
import org.thingsboard.rule.engine.api.TbNodeException;

/**
 * Uses the nodes from inside the server's class path, where a test sees nothing but what the JDK
 * has: called by reflection, answers with texts.
 */
public final class Visitor {
  private static final String PACKAGE = "org.thingsboard.rule.engine.sluice.";
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private Visitor() {}

  /**
   * Reads three records from a topic, with a decoder each by their keys {@code tbel}, {@code
   * javascript} and any other, and writes one record to another topic.
   *
   * @param arguments bootstrap servers, topic to read, topic to write, id of a device
   */
  public static List<String> roundTrip(String[] arguments) throws Exception {
    FakeServer server = new FakeServer();
    ObjectNode uplink = config(arguments[0]);
    uplink.putArray("topics").add(arguments[1]);
    route(uplink, "tbel", "var m = decodeToJson(payload);");
    route(uplink, "javascript", "const m = JSON.parse(String.fromCharCode.apply(null, payload));");
    uplink.withArray("routes").addObject();
    uplink.putObject("rates").put("device", "1000:1").put("tenant", "1000:1");
    TbNode up = server.node("up").start(node("KafkaUplinkNode"), uplink);
    await(() -> server.pushedCount() == 3);

    FakeNode ctx = server.node("down");
    TbNode down =
        ctx.start(node("KafkaDownlinkNode"), config(arguments[0]).put("topic", arguments[2]));
    down.onMsg(ctx, ctx.message(UUID.fromString(arguments[3]), "{}"));
    await(() -> ctx.outcomes().size() == 1);
    up.destroy();
    down.destroy();
    FakeNode.Told told = ctx.outcomes().get(0);
    return List.of(
        "pushed " + server.pushed().stream().map(one -> one.message().getData()).sorted().toList(),
        told.relation() + " " + told.message().getMetaData().getValue("topic"),
        "jackson " + PackageVersion.VERSION);
  }

  /** What both nodes say when they are started, an empty text where nothing is wrong. */
  public static List<String> refusals(String[] arguments) throws Exception {
    List<String> texts = new ArrayList<>();
    for (String name : List.of("KafkaUplinkNode", "KafkaDownlinkNode")) {
      ObjectNode config = config("localhost:1").put("topic", "t");
      config.putArray("topics").add("t");
      TbNode node = node(name);
      try {
        new FakeServer().node(name).start(node, config);
        texts.add("");
      } catch (TbNodeException e) {
        texts.add(e.getMessage());
      } finally {
        node.destroy();
      }
    }
    return texts;
  }

  private static void route(ObjectNode uplink, String language, String parse) {
    ObjectNode route = uplink.withArray("routes").addObject();
    route.putObject("filter").put("type", "key").put("equals", language);
    route
        .putObject("decoder")
        .put("type", language)
        .put("script", parse + " return {deviceName: m.name, telemetry: {t: m.value}};");
  }

  private static ObjectNode config(String bootstrapServers) {
    ObjectNode config = new ObjectMapper().createObjectNode();
    config.putObject("connection").put("bootstrapServers", bootstrapServers);
    return config;
  }

  private static TbNode node(String name) throws ReflectiveOperationException {
    return (TbNode) Class.forName(PACKAGE + name).getConstructor().newInstance();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("nothing came in time");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
