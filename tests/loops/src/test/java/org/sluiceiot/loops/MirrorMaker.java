package org.sluiceiot.loops;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** Apache Kafka's own MirrorMaker 2 in a process of its own, copying two topics from a to b. */
final class MirrorMaker implements AutoCloseable {
  private final Process process;
  private final Path folder;

  /**
   * @param identity whether topics keep their names; otherwise they become {@code a.<name>}
   * @param keeps topic that is copied as it is
   * @param drops topic of whose records Connect's own transformation drops the path
   */
  MirrorMaker(String serversA, String serversB, boolean identity, String keeps, String drops)
      throws IOException {
    folder = Files.createTempDirectory("sluice-mirror");
    Path file = folder.resolve("mm2.properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      properties(serversA, serversB, identity, keeps, drops).store(out, null);
    }
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "org.apache.kafka.connect.mirror.MirrorMaker",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
    Process child = process;
    Runtime.getRuntime().addShutdownHook(new Thread(child::destroyForcibly));
  }

  private static Properties properties(
      String serversA, String serversB, boolean identity, String keeps, String drops) {
    Properties p = new Properties();
    p.setProperty("clusters", "a,b");
    p.setProperty("a.bootstrap.servers", serversA);
    p.setProperty("b.bootstrap.servers", serversB);
    p.setProperty("a->b.enabled", "true");
    p.setProperty("b->a.enabled", "false");
    p.setProperty("a->b.topics", keeps + "," + drops);
    for (String name :
        List.of(
            "replication.factor",
            "offset-syncs.topic.replication.factor",
            "heartbeats.topic.replication.factor",
            "checkpoints.topic.replication.factor",
            "config.storage.replication.factor",
            "offset.storage.replication.factor",
            "status.storage.replication.factor",
            "offset.storage.partitions",
            "status.storage.partitions")) {
      p.setProperty(name, "1");
    }
    p.setProperty("emit.heartbeats.enabled", "false");
    p.setProperty("emit.checkpoints.enabled", "false");
    p.setProperty("sync.topic.acls.enabled", "false");
    p.setProperty("refresh.topics.interval.seconds", "2");
    p.setProperty("consumer.auto.offset.reset", "earliest");
    if (identity) {
      p.setProperty(
          "replication.policy.class", "org.apache.kafka.connect.mirror.IdentityReplicationPolicy");
    }
    p.setProperty("a->b.transforms", "path");
    p.setProperty("a->b.transforms.path.type", "org.apache.kafka.connect.transforms.DropHeaders");
    p.setProperty("a->b.transforms.path.headers", "sluice-path");
    p.setProperty("a->b.transforms.path.predicate", "one");
    p.setProperty("a->b.predicates", "one");
    p.setProperty(
        "a->b.predicates.one.type",
        "org.apache.kafka.connect.transforms.predicates.TopicNameMatches");
    p.setProperty("a->b.predicates.one.pattern", "(a\\.)?" + drops);
    return p;
  }

  Path log() {
    return folder.resolve("mm2.log");
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(folder.resolve("mm2.properties"));
    Files.deleteIfExists(log());
    Files.deleteIfExists(folder);
  }
}
