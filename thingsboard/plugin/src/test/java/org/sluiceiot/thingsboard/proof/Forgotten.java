package org.sluiceiot.thingsboard.proof;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.sluiceiot.thingsboard.fake.FakeNode;
import org.sluiceiot.thingsboard.fake.FakeServer;
import org.thingsboard.rule.engine.sluice.KafkaDownlinkNode;

/** A server that ends without destroying its node: the program of {@link ShutdownProofTest}. */
public final class Forgotten {
  static final int MESSAGES = 200;

  private Forgotten() {}

  /**
   * @param arguments bootstrap servers and a topic
   */
  public static void main(String[] arguments) throws Exception {
    FakeNode ctx = new FakeServer().node("to kafka");
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.putObject("connection").put("bootstrapServers", arguments[0]);
    config.put("topic", arguments[1]);
    KafkaDownlinkNode node = ctx.start(new KafkaDownlinkNode(), config);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> report(ctx)));
    for (int i = 0; i < MESSAGES; i++) {
      node.onMsg(ctx, ctx.message(UUID.randomUUID(), "{}"));
    }
    System.exit(0);
  }

  /** Hooks run at once, so this one waits for the outcomes that the node's own hook brings. */
  private static void report(FakeNode ctx) {
    long end = System.nanoTime() + 25_000_000_000L;
    while (ctx.outcomes().size() < MESSAGES && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
    System.out.println("outcomes " + ctx.outcomes().size());
  }
}
