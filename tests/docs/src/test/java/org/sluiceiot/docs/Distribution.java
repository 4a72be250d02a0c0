package org.sluiceiot.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The assembled distribution: what {@code ./sluice} starts. */
final class Distribution {
  private static final Path DIST = Markdown.HOME.resolve("platform/host/target/dist");
  static final Path PLUGINS = DIST.resolve("plugins");

  private Distribution() {}

  /**
   * What a command did.
   *
   * @param output of both kinds
   */
  record Run(int exitCode, String output) {}

  /** Runs the command line in a process of its own. */
  static Run run(Path folder, List<String> arguments) throws IOException, InterruptedException {
    if (!Files.isDirectory(DIST.resolve("lib"))) {
      throw new AssertionError(
          DIST + " is missing; build it with: mvn package -pl platform/host -am");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dsluice.plugins=" + PLUGINS);
    command.add("-cp");
    command.add(DIST.resolve("lib") + "/*");
    command.add("org.sluiceiot.platform.Main");
    command.addAll(arguments);
    Path output = Files.createTempFile("sluice-docs", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(arguments + " does not end");
      }
      return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }
}
