package org.sluiceiot.platform.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A Java process that says a line when it is ready and ends when its parent does. */
final class ChildProcess {
  private final Process process;
  private final Path log;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * @param log takes the process's standard error; appended to
   */
  static ChildProcess start(
      List<String> jvmArguments, Path library, Class<?> main, List<String> arguments, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    command.addAll(
        List.of("-cp", library.resolve("*") + System.getProperty("path.separator") + home(main)));
    command.add(main.getName());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new ChildProcess(process, log);
  }

  private static Path home(Class<?> main) {
    try {
      return Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no path to the classes of " + main, e);
    }
  }

  /**
   * Blocks until the process has said the line.
   *
   * @throws BrokerStartException it ended, or the time was over; it is then killed
   */
  void awaitLine(String line, Duration timeout) {
    CompletableFuture<Boolean> said = CompletableFuture.supplyAsync(() -> reads(line));
    try {
      if (said.get(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      throw failed("the broker's process ended while starting", null);
    } catch (TimeoutException | ExecutionException e) {
      throw failed("the broker was not ready within " + timeout.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted while the broker started", e);
    }
  }

  private boolean reads(String line) {
    try {
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (String next = reader.readLine(); next != null; next = reader.readLine()) {
        if (next.equals(line)) {
          return true;
        }
      }
    } catch (IOException e) {
      // A killed process closes its end: the same as the end of the stream.
      return false;
    }
    return false;
  }

  private BrokerStartException failed(String text, Exception cause) {
    kill();
    return new BrokerStartException(text + "\n" + tail(), cause);
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      return "its log cannot be read: " + e;
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Ends it as {@code kill -9} does and waits for its end. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Asks it to end, and kills it when it has not within the time. */
  void stop(Duration timeout) {
    process.destroy();
    try {
      process.onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }

  /** Sends a signal by name. */
  void signal(String name) throws IOException {
    try {
      // The shell's own: not every small system has the program.
      new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
