package org.sluiceiot.platform.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.sluiceiot.platform.broker.KafkaBroker;
import org.sluiceiot.platform.client.HostClient;
import org.sluiceiot.platform.host.Platform;
import org.sluiceiot.platform.host.PlatformOptions;
import org.sluiceiot.platform.rest.HttpOptions;
import org.sluiceiot.platform.rest.RestServer;
import org.sluiceiot.platform.telemetry.TelemetryReader;

/** Runs the demonstration from start to end. Used once. */
public final class Demo {
  private static final Duration CATCH_UP = Duration.ofSeconds(60);

  private final Closer opened = new Closer(System.err);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final PrintStream out = System.out;
  private final DemoOptions options;

  public Demo(DemoOptions options) {
    this.options = options;
  }

  /**
   * Blocks until the time is over or the process is told to end; leaves nothing behind.
   *
   * @return 0 when everything that was sent was saved and every message had one outcome
   */
  public int run() throws Exception {
    Thread atExit = new Thread(this::endFromOutside, "demo-shutdown");
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      int code = show();
      close();
      return code;
    } finally {
      close();
    }
  }

  /** The signal's thread must wait until everything is gone: after it the process ends. */
  private void endFromOutside() {
    stop.countDown();
    try {
      closed.await(40, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int show() throws Exception {
    Path folder = Files.createTempDirectory("sluice-demo");
    opened.open(() -> delete(folder));
    out.println("starting Apache Kafka's broker …");
    KafkaBroker broker = opened.open(KafkaBroker.start());
    createTopics(broker.bootstrapServers());
    out.println("broker ready at " + broker.bootstrapServers() + "; starting the host …");
    Platform platform =
        opened.open(
            Platform.start(PlatformOptions.embedded(folder.resolve("data"), options.plugins())));
    String password = platform.accounts().createFirst("admin").orElseThrow();
    RestServer rest = opened.open(platform.serve(HttpOptions.plain("127.0.0.1", options.port())));
    URI address = URI.create("http://127.0.0.1:" + rest.port());
    DemoTenant tenant =
        new DemoTenant(HostClient.login(address, "admin", password), broker.bootstrapServers());
    setUp(tenant);
    out.printf("%npage      %s%n", address);
    out.printf("log in as admin with password %s%n%n", password);
    Feed feed =
        opened.open(
            new Feed(
                broker.bootstrapServers(),
                DemoTenant.TELEMETRY,
                options.devices(),
                options.rate()));
    feed.start();
    boolean byItself = countLines(tenant, feed);
    feed.stop();
    return byItself
        ? new Summary(new TelemetryReader(platform.database()), tenant, feed, out).print(CATCH_UP)
        : 0;
  }

  private void setUp(DemoTenant tenant) throws IOException, InterruptedException {
    tenant.saveChain();
    tenant.startUplink();
    out.println("the loop guard refuses an uplink that would read what the downlink writes:");
    out.println("  " + tenant.tryCircle());
  }

  private static void createTopics(String bootstrapServers)
      throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(DemoTenant.TELEMETRY, 4, (short) 1),
                  new NewTopic(DemoTenant.ALARMS, 1, (short) 1)))
          .all()
          .get();
    }
  }

  /** One line per second, until the time is over (true) or somebody ends the demonstration. */
  private boolean countLines(DemoTenant tenant, Feed feed)
      throws IOException, InterruptedException {
    long end = options.time() == null ? Long.MAX_VALUE : options.time().toSeconds();
    for (long second = 1; second <= end; second++) {
      if (stop.await(1, TimeUnit.SECONDS)) {
        return false;
      }
      Map<String, Long> now = tenant.totals();
      out.printf(
          "%4ds  sent %,d  received %,d  decoded %,d  saved %,d values  produced %,d  failed %,d%n",
          second,
          feed.sent(),
          now.get("received"),
          now.get("decoded"),
          now.get("saved"),
          now.get("produced"),
          now.get("failed") + now.get("failure"));
    }
    return true;
  }

  private void close() {
    opened.close();
    closed.countDown();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
