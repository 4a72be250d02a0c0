package org.sluiceiot.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The host as a user starts it: {@code sluice run} in a process of its own. Not thread-safe. */
final class HostProcess implements AutoCloseable {
  private static final Pattern PASSWORD = Pattern.compile("password (\\S+)");
  private static final Pattern ADDRESS = Pattern.compile("Sluice serves (http://\\S+)");

  private final Path data;
  private final List<String> jvmOptions;
  private Process process;
  private String password;
  private String address;

  /** Of {@code sluice run}, beside those that every host here is started with. */
  private final List<String> options;

  /**
   * Starts on this data directory and waits until the host serves.
   *
   * @param options of {@code sluice run}, as an operator adds them
   */
  HostProcess(Path data, String... options) {
    this(data, List.of(), options);
  }

  /**
   * As {@link #HostProcess(Path, String...)}.
   *
   * @param jvmOptions as an operator sets them in {@code SLUICE_JAVA_OPTS}
   */
  HostProcess(Path data, List<String> jvmOptions, String... options) {
    this.data = data;
    this.jvmOptions = List.copyOf(jvmOptions);
    this.options = List.of(options);
    start();
  }

  /** Starts again on the same data. */
  void start() {
    List<String> jvm = new ArrayList<>(List.of("-Xmx768m"));
    jvm.addAll(jvmOptions);
    List<String> command =
        Distribution.command(jvm, "run", "--port", "0", "--data", data.toString());
    try {
      Path log = log();
      process =
          new ProcessBuilder(Stream.concat(command.stream(), options.stream()).toList())
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      address = null;
      readUntilServing(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readUntilServing(Path log) throws IOException {
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher secret = PASSWORD.matcher(line);
      if (secret.find()) {
        password = secret.group(1);
      }
      Matcher serving = ADDRESS.matcher(line);
      if (serving.find()) {
        address = serving.group(1);
        return;
      }
    }
    throw new IllegalStateException("the host ended while starting: " + Files.readString(log));
  }

  /** What the host writes to standard error. */
  Path log() {
    return data.resolveSibling(data.getFileName() + ".log");
  }

  /** {@code sluice loops} against this host, in a process of its own. */
  Distribution.Printed loops(String secret, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("loops", "--url", address));
    all.addAll(List.of(arguments));
    return Distribution.run(
        List.of(), Map.of("SLUICE_PASSWORD", secret), all.toArray(String[]::new));
  }

  /** The first operator's. */
  String password() {
    return password;
  }

  /** A client that is logged in as the first operator. */
  Rest operator() {
    return Rest.login(address, "admin", password);
  }

  String address() {
    return address;
  }

  /** As {@code kill -9}: nothing is flushed or committed. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** As Ctrl-C; the process must end by itself. */
  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(45, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the host did not end within 45 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
