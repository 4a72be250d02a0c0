package org.sluiceiot.platform.cli;

import io.javalin.util.JavalinBindException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.sluiceiot.api.plugin.Command;
import org.sluiceiot.api.plugin.UsageException;
import org.sluiceiot.platform.demo.Closer;
import org.sluiceiot.platform.host.Platform;
import org.sluiceiot.platform.host.PlatformOptions;
import org.sluiceiot.platform.rest.HttpOptions;
import org.sluiceiot.platform.rest.RestServer;
import org.sluiceiot.platform.rest.TrustedProxies;
import org.sluiceiot.platform.store.Dialect;
import org.sluiceiot.platform.tenant.TenantQuota;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Runs a host until it is told to end. */
@CommandLine.Command(
    name = "run",
    description = "Runs a host until Ctrl-C.",
    mixinStandardHelpOptions = true)
public final class RunCommand implements Command {
  @Option(
      names = "--data",
      description = "Directory of the embedded database and the secret key (${DEFAULT-VALUE}).",
      defaultValue = ".sluice")
  private Path data;

  @Option(names = "--plugins", description = "Directory of plugin jars (the installation's own).")
  private Path plugins;

  @Option(
      names = "--address",
      description = "Address to serve on (${DEFAULT-VALUE}: this machine only).",
      defaultValue = "127.0.0.1")
  private String address;

  @Option(
      names = "--port",
      description = "Port to serve on; 0 for a free one (${DEFAULT-VALUE}).",
      defaultValue = "8080")
  private int port;

  @Option(
      names = "--trusted-proxies",
      description =
          "Addresses or ranges (10.0.0.0/8) of proxies, whose X-Forwarded-For, -Proto and -Host are"
              + " believed; of nobody else.",
      split = ",")
  private List<String> trustedProxies = List.of();

  @Option(
      names = "--tls-certificate",
      description =
          "PEM file with the certificate to serve HTTPS with; read again when it changes. Needs"
              + " --tls-key.")
  private Path tlsCertificate;

  @Option(names = "--tls-key", description = "PEM file with its key, PKCS #8 and not encrypted.")
  private Path tlsKey;

  @Option(
      names = "--database-url",
      description = "jdbc:postgresql://… instead of the embedded database.")
  private String databaseUrl;

  @Option(names = "--database-user", description = "User of that database.")
  private String databaseUser;

  @Option(
      names = "--service-id",
      description = "Distinguishes hosts that share a database (${DEFAULT-VALUE}).",
      defaultValue = "host")
  private String serviceId;

  @Option(
      names = "--max-integrations",
      description = "Integrations that a tenant may have (${DEFAULT-VALUE}).",
      defaultValue = "100")
  private int maxIntegrations;

  @Option(
      names = "--max-nodes",
      description = "Nodes that a tenant's rule chains may have together (${DEFAULT-VALUE}).",
      defaultValue = "1000")
  private int maxNodes;

  @Option(
      names = "--with-broker",
      description = "Also runs Apache Kafka's broker, with its data in the data directory.")
  private boolean withBroker;

  @Option(
      names = "--broker-port",
      description = "Its port on 127.0.0.1 (${DEFAULT-VALUE}).",
      defaultValue = "9092")
  private int brokerPort;

  @Option(
      names = "--new-secret-key",
      description =
          "Replaces a secret.key that is missing or damaged: all stored secrets are lost and have"
              + " to be entered anew.")
  private boolean newSecretKey;

  @Override
  public boolean run(PrintStream out, PrintStream err) throws InterruptedException {
    checkArguments();
    CountDownLatch ended = new CountDownLatch(1);
    Closer opened = new Closer(System.err);
    boolean serves = false;
    try {
      start(opened);
      serves = true;
    } finally {
      if (!serves) {
        opened.close();
      }
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  opened.close();
                  ended.countDown();
                },
                "sluice-shutdown"));
    ended.await();
    return true;
  }

  private void checkArguments() {
    Ranges.check("--port", port, 0, 65_535);
    Ranges.check("--broker-port", brokerPort, 1, 65_535);
    Ranges.check("--max-integrations", maxIntegrations, 1, Integer.MAX_VALUE);
    Ranges.check("--max-nodes", maxNodes, 1, Integer.MAX_VALUE);
    if (plugins != null && !Files.isDirectory(plugins)) {
      throw new UsageException("--plugins: there is no directory " + plugins);
    }
    if ((tlsCertificate == null) != (tlsKey == null)) {
      throw new UsageException("--tls-certificate and --tls-key: give both or none");
    }
    checkProxies();
    checkDatabase();
  }

  private void checkProxies() {
    try {
      new TrustedProxies(trustedProxies);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private void checkDatabase() {
    try {
      if (databaseUrl != null) {
        Dialect.of(databaseUrl);
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException("--database-url: " + e.getMessage(), e);
    }
  }

  private void start(Closer opened) throws InterruptedException {
    opened.open(DataDirectory.take(data));
    if (withBroker) {
      EmbeddedBroker broker = opened.open(EmbeddedBroker.start(data, brokerPort, System.err));
      System.out.printf(
          "Apache Kafka serves %s, data in %s%n",
          broker.bootstrapServers(), data.resolve("broker"));
    }
    Platform platform = opened.open(Platform.start(options()));
    platform.accounts().createFirst("admin").ifPresent(RunCommand::show);
    platform.createFirstTenant("Main");
    if (!withBroker && !platform.hasIntegrations()) {
      System.out.println(
          "No Kafka at hand? End this and start with --with-broker: it runs one beside the host");
    }
    RestServer rest = opened.open(serve(platform));
    String scheme = tlsCertificate == null ? "http" : "https";
    System.out.printf("Sluice serves %s://%s:%d%n", scheme, address, rest.port());
  }

  private RestServer serve(Platform platform) {
    try {
      return platform.serve(new HttpOptions(address, port, trustedProxies, tlsCertificate, tlsKey));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    } catch (JavalinBindException e) {
      throw new UsageException(
          "cannot serve on port %d of %s (%s): give others with --port and --address"
              .formatted(port, address, e.getMessage()),
          e);
    }
  }

  private PlatformOptions options() {
    return new PlatformOptions(
        data,
        plugins == null ? PluginDirectory.ofInstallation() : plugins,
        databaseUrl,
        databaseUser,
        System.getenv("SLUICE_DATABASE_PASSWORD"),
        System.getenv("SLUICE_SECRET_KEY"),
        serviceId,
        new TenantQuota(maxIntegrations, maxNodes),
        newSecretKey);
  }

  private static void show(String password) {
    System.out.printf(
        "First start: log in as 'admin' with password %s%n(it is shown only now)%n", password);
  }
}
