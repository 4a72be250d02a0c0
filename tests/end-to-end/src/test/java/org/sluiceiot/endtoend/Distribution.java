package org.sluiceiot.endtoend;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The assembled distribution, started as the script {@code sluice} starts it. */
final class Distribution {
  static final Path DIST = Path.of(System.getProperty("sluice.dist"));

  private Distribution() {}

  /** A command line of {@code sluice}. */
  static List<String> command(List<String> jvmOptions, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Dsluice.plugins=" + DIST.resolve("plugins"));
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(DIST.resolve("lib") + File.separator + "*");
    command.add("org.sluiceiot.platform.Main");
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * What a command of {@code sluice} printed, and its exit code.
   *
   * @param out standard output
   * @param error standard error
   */
  record Printed(int code, String out, String error) {}

  /** Runs a command that ends by itself. */
  static Printed run(List<String> jvmOptions, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("sluice", ".out");
    Path error = Files.createTempFile("sluice", ".err");
    try {
      List<String> options = new ArrayList<>(List.of("-Xmx256m"));
      options.addAll(jvmOptions);
      ProcessBuilder builder =
          new ProcessBuilder(command(options, arguments))
              .redirectOutput(out.toFile())
              .redirectError(error.toFile());
      builder.environment().putAll(environment);
      Process running = builder.start();
      if (!running.waitFor(60, TimeUnit.SECONDS)) {
        running.destroyForcibly();
        throw new IllegalStateException("the command did not end within 60 s");
      }
      return new Printed(running.exitValue(), Files.readString(out), Files.readString(error));
    } finally {
      Files.delete(out);
      Files.delete(error);
    }
  }

  /** Version of the Kafka clients that the plugin jar carries. */
  static String kafkaClients() throws IOException {
    try (ZipFile jar = new ZipFile(DIST.resolve("plugins/sluice-kafka.jar").toFile())) {
      ZipEntry entry = jar.getEntry("kafka/kafka-version.properties");
      Properties properties = new Properties();
      try (InputStream in = jar.getInputStream(entry)) {
        properties.load(in);
      }
      return properties.getProperty("version");
    }
  }
}
