package org.sluiceiot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code sluice run} of the assembled distribution with what it prints, for tests of its start and
 * end. Not thread-safe.
 */
final class BrokerHost implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Process process;
  private final Thread reader;

  private BrokerHost(Process process) {
    this.process = process;
    reader = new Thread(this::read, "host-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts it with these options; returns at once. */
  static BrokerHost start(Path data, String... options) {
    List<String> jvm =
        List.of("-Xmx512m", "-Dsluice.broker.lib=" + System.getProperty("sluice.broker.lib"));
    List<String> command = Distribution.command(jvm, "run", "--data", data.toString());
    command.addAll(List.of(options));
    try {
      return new BrokerHost(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Free when asked. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader out = process.inputReader()) {
      out.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("the output cannot be read any more: " + e);
    }
  }

  /** Waits for a line that contains the pattern; returns what its first group found. */
  String awaitLine(String pattern) {
    Pattern wanted = Pattern.compile(pattern);
    await()
        .atMost(PATIENCE)
        .failFast("the host has ended", () -> !reader.isAlive() && find(wanted) == null)
        .until(() -> find(wanted) != null);
    return find(wanted);
  }

  private String find(Pattern wanted) {
    for (String line : lines) {
      Matcher matcher = wanted.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    return null;
  }

  /** All it printed so far. */
  String text() {
    return String.join("\n", lines);
  }

  /** A client that is logged in as the first operator. */
  Rest operator(String password) {
    return Rest.login(awaitLine("Sluice serves (http://\\S+)"), "admin", password);
  }

  /** The broker's process: the only one that the host has started. */
  ProcessHandle brokerProcess() {
    return process.toHandle().children().findFirst().orElseThrow();
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
    assertThat(code()).isNotZero();
  }

  /** Waits for the end; returns the exit code. */
  int code() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the host did not end: " + text());
      }
      reader.join(PATIENCE.toMillis());
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As the signal at the end of a session. */
  @Override
  public void close() {
    process.destroy();
    code();
  }
}
