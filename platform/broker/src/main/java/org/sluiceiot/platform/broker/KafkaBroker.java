package org.sluiceiot.platform.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sluiceiot.platform.broker.internal.BrokerMain;

/**
 * Apache Kafka's own broker (KRaft, broker and controller in one) in a process of its own, on
 * loopback and free ports. Not safe for several threads, except {@link #bootstrapServers}.
 *
 * <ol>
 *   <li>{@link #start} returns when the broker serves clients;
 *   <li>{@link #kill} and {@link #restart} any number of times: ports and data stay;
 *   <li>{@link #close} ends the process and removes a temporary folder. A broker also ends by
 *       itself when this JVM does, whatever way.
 * </ol>
 */
public final class KafkaBroker implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(15);

  private final BrokerOptions options;
  private final Path folder;
  private final Map<String, Integer> ports;
  private ChildProcess process;

  private KafkaBroker(BrokerOptions options, Path folder) throws IOException {
    this.options = options;
    this.folder = folder;
    this.ports = ports(options);
  }

  /** Starts one with {@link BrokerOptions#defaults}. */
  public static KafkaBroker start() {
    return start(BrokerOptions.defaults());
  }

  /**
   * Blocks until the broker serves clients.
   *
   * @throws BrokerStartException it does not start; the message holds the end of its log
   * @throws PortTakenException a port that was asked for is not free
   * @throws UncheckedIOException the folder cannot be written
   */
  public static KafkaBroker start(BrokerOptions options) {
    KafkaBroker broker = null;
    try {
      Path given = options.directory();
      Path folder =
          given == null
              ? Files.createTempDirectory("sluice-broker")
              : Files.createDirectories(given);
      broker = new KafkaBroker(options, folder);
      broker.launch();
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException("the broker's folder cannot be written", e);
    } catch (BrokerStartException e) {
      if (broker != null) {
        broker.close();
      }
      throw e;
    }
  }

  private void launch() throws IOException {
    Path file = folder.resolve("server.properties");
    ServerProperties.store(
        ServerProperties.of(folder.resolve("data").toAbsolutePath(), options, ports), file);
    List<String> jvm = new ArrayList<>(options.jvmArguments());
    jvm.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    process =
        ChildProcess.start(
            jvm, options.library(), BrokerMain.class, List.of(file.toString()), log());
    process.awaitLine(BrokerMain.READY, START);
  }

  /** Address of the first listener. */
  public String bootstrapServers() {
    return bootstrapServers(options.listeners().keySet().iterator().next());
  }

  /**
   * Address of a listener.
   *
   * @throws IllegalArgumentException there is no such listener
   */
  public String bootstrapServers(String listener) {
    Integer port = ports.get(listener);
    if (port == null) {
      throw new IllegalArgumentException("no listener '" + listener + "'");
    }
    return options.host() + ":" + port;
  }

  /** The broker's process; of the last one when it was killed. */
  public ProcessHandle process() {
    return process.handle();
  }

  /** What the broker logs (warnings and errors). */
  public Path log() {
    return folder.resolve("broker.log");
  }

  /** Ends the process at once, as {@code kill -9}; data and ports stay. No effect when ended. */
  public void kill() {
    process.kill();
  }

  /** Ends the process in order; data and ports stay. No effect when ended. */
  public void stop() {
    process.stop(STOP);
  }

  /**
   * Starts it again on the same data and ports, after killing it if need be.
   *
   * @throws BrokerStartException as {@link #start}
   */
  public void restart() {
    kill();
    try {
      launch();
    } catch (IOException e) {
      throw new UncheckedIOException("the broker's folder cannot be written", e);
    }
  }

  /** Freezes the process: connections stay open, nothing answers. */
  public void suspend() {
    signal("STOP");
  }

  /** Ends {@link #suspend}. */
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      process.signal(name);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot signal the broker's process", e);
    }
  }

  @Override
  public void close() {
    if (options.directory() != null) {
      if (process != null) {
        stop();
      }
      return;
    }
    if (process != null) {
      process.kill();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the broker's folder cannot be removed", e);
    }
  }

  /** Free when asked; all are held until all are found, so that they differ. */
  private static Map<String, Integer> ports(BrokerOptions options) throws IOException {
    Map<String, Integer> ports = new LinkedHashMap<>();
    List<ServerSocket> held = new ArrayList<>();
    try {
      List<String> names = new ArrayList<>(options.listeners().keySet());
      names.add(ServerProperties.CONTROLLER);
      for (String name : names) {
        ServerSocket socket = hold(options.fixed().getOrDefault(name, 0));
        held.add(socket);
        ports.put(name, socket.getLocalPort());
      }
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
    return ports;
  }

  private static ServerSocket hold(int port) throws IOException {
    try {
      return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    } catch (BindException e) {
      throw new PortTakenException(port, e);
    }
  }
}
