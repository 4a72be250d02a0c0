package org.sluiceiot.platform.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Server properties of a small single broker that starts fast. */
final class ServerProperties {
  static final String CONTROLLER = "CONTROLLER";

  private ServerProperties() {}

  /**
   * @param ports port by listener name, the controller's included
   */
  static Properties of(Path data, BrokerOptions options, Map<String, Integer> ports) {
    Map<String, String> protocols = options.listeners();
    Properties p = new Properties();
    String controller = "127.0.0.1:" + ports.get(CONTROLLER);
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", "1");
    p.setProperty("controller.quorum.voters", "1@" + controller);
    p.setProperty("controller.listener.names", CONTROLLER);
    String clients = addresses(options, ports, Map.of(), "127.0.0.1");
    p.setProperty("listeners", clients + "," + CONTROLLER + "://" + controller);
    p.setProperty(
        "advertised.listeners", addresses(options, ports, options.advertised(), options.host()));
    p.setProperty(
        "listener.security.protocol.map",
        protocols.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(","))
            + ","
            + CONTROLLER
            + ":PLAINTEXT");
    p.setProperty("inter.broker.listener.name", protocols.keySet().iterator().next());
    p.setProperty("log.dirs", data.toString());
    small(p);
    options.properties().forEach(p::setProperty);
    return p;
  }

  private static void small(Properties p) {
    p.setProperty("num.partitions", "1");
    p.setProperty("offsets.topic.num.partitions", "1");
    p.setProperty("offsets.topic.replication.factor", "1");
    p.setProperty("transaction.state.log.num.partitions", "1");
    p.setProperty("transaction.state.log.replication.factor", "1");
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("share.coordinator.state.topic.num.partitions", "1");
    p.setProperty("share.coordinator.state.topic.replication.factor", "1");
    p.setProperty("share.coordinator.state.topic.min.isr", "1");
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    p.setProperty("group.min.session.timeout.ms", "1000");
    p.setProperty("num.network.threads", "2");
    p.setProperty("num.io.threads", "4");
    p.setProperty("log.cleaner.dedupe.buffer.size", "16777216");
    p.setProperty("log.segment.bytes", "67108864");
    p.setProperty("log.index.size.max.bytes", "1048576");
    p.setProperty("log.retention.hours", "24");
    p.setProperty("controlled.shutdown.enable", "false");
    p.setProperty("auto.create.topics.enable", "false");
  }

  private static String addresses(
      BrokerOptions options, Map<String, Integer> ports, Map<String, String> given, String host) {
    return options.listeners().keySet().stream()
        .map(name -> name + "://" + given.getOrDefault(name, host + ":" + ports.get(name)))
        .collect(Collectors.joining(","));
  }

  static void store(Properties properties, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
  }
}
