package org.sluiceiot.endtoend;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The host as a user starts it: {@code sluice run} in a process of its own. Not thread-safe. */
final class HostProcess implements AutoCloseable {
  private static final Pattern PASSWORD = Pattern.compile("password (\\S+)");
  private static final Pattern ADDRESS = Pattern.compile("Sluice serves (http://\\S+)");

  private final Path data;
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
    this.data = data;
    this.options = List.of(options);
    start();
  }

  /** Starts again on the same data. */
  void start() {
    Path dist = Path.of(System.getProperty("sluice.dist"));
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx768m",
            "-Dsluice.plugins=" + dist.resolve("plugins"),
            "-cp",
            dist.resolve("lib") + File.separator + "*",
            "org.sluiceiot.platform.Main",
            "run",
            "--port",
            "0",
            "--data",
            data.toString());
    try {
      Path log = data.resolveSibling(data.getFileName() + ".log");
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

  /**
   * What another command of {@code sluice} printed, and its exit code.
   *
   * @param out standard output
   * @param error standard error
   */
  record Printed(int code, String out, String error) {}

  /** {@code sluice loops} against this host, in a process of its own. */
  Printed loops(String secret, String... arguments) throws IOException, InterruptedException {
    Path dist = Path.of(System.getProperty("sluice.dist"));
    Path out = data.resolveSibling("loops.out");
    Path error = data.resolveSibling("loops.err");
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-Dsluice.plugins=" + dist.resolve("plugins"),
                "-cp",
                dist.resolve("lib") + File.separator + "*",
                "org.sluiceiot.platform.Main",
                "loops",
                "--url",
                address));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(error.toFile());
    builder.environment().put("SLUICE_PASSWORD", secret);
    Process running = builder.start();
    if (!running.waitFor(60, TimeUnit.SECONDS)) {
      running.destroyForcibly();
      throw new IllegalStateException("the command did not end within 60 s");
    }
    return new Printed(running.exitValue(), Files.readString(out), Files.readString(error));
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
