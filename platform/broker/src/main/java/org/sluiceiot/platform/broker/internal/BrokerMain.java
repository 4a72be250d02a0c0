package org.sluiceiot.platform.broker.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The main class of the broker's process: formats the storage once, starts the broker, prints
 * {@link #READY}, and ends as soon as standard input does. A parent that dies, by {@code kill -9}
 * too, closes that pipe, so no broker outlives its parent.
 */
public final class BrokerMain {
  /** The line on standard output that says that the broker serves clients. */
  public static final String READY = "sluice-broker-ready";

  private BrokerMain() {}

  /**
   * @param arguments path of the server's properties
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream toParent = System.out;
    // Whatever Kafka prints goes to the log; standard output belongs to the parent.
    System.setOut(System.err);
    haltWithParent(System.in);
    leaveInterruptToParent();
    Path file = Path.of(arguments[0]);
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    format(file, Path.of(properties.getProperty("log.dirs")));
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
    server.startup();
    toParent.println(READY);
    toParent.flush();
    server.awaitShutdown();
  }

  private static void format(Path file, Path data) {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    String[] arguments = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
    int exit = StorageTool.execute(arguments, System.err);
    if (exit != 0) {
      throw new IllegalStateException("formatting the storage ended with " + exit);
    }
  }

  /**
   * Ctrl-C reaches every process of the terminal at once. The parent still writes to the broker
   * while it ends, and then ends the broker itself.
   */
  private static void leaveInterruptToParent() {
    Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
  }

  private static void haltWithParent(InputStream parent) {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (parent.read() >= 0) {
                  // The parent says nothing; only the end of the stream counts.
                }
              } catch (IOException e) {
                System.err.println("standard input failed: " + e);
              }
              Runtime.getRuntime().halt(1);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
