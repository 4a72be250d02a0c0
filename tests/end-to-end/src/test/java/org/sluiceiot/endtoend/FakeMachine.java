package org.sluiceiot.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A PATH on which stands only what a test puts there: the basic tools of every system, and programs
 * of a line or two that stand for others. Not thread-safe.
 */
final class FakeMachine {
  private static final List<String> BASIC =
      List.of(
          "bash",
          "basename",
          "cat",
          "chmod",
          "dirname",
          "env",
          "find",
          "flock",
          "grep",
          "head",
          "id",
          "mkdir",
          "rm",
          "sed",
          "sleep",
          "sort",
          "tail",
          "touch",
          "tr",
          "uname");

  private final Path folder;
  private final Path programs;
  private final Map<String, String> environment = new TreeMap<>();

  FakeMachine(Path folder) throws IOException {
    this.folder = folder;
    this.programs = Files.createDirectories(folder.resolve("bin"));
    for (String name : BASIC) {
      for (String place : List.of("/usr/bin", "/bin")) {
        Path program = Path.of(place, name);
        if (Files.isExecutable(program) && Files.notExists(programs.resolve(name))) {
          write(name, "exec " + program + " \"$@\"");
        }
      }
    }
    environment.put("PATH", programs.toString());
    environment.put("HOME", folder.toString());
    environment.put("CALLS", calls().toString());
    environment.put("BIN", programs.toString());
    program("id", "echo 1000");
    file("os-release", "ID=debian\n");
    environment.put("SLUICE_OS_RELEASE", folder.resolve("os-release").toString());
  }

  /** Puts a program there; every call of it is added to {@link #called}. */
  FakeMachine program(String name, String... lines) throws IOException {
    write(name, "echo \"" + name + " $*\" >> \"$CALLS\"\n" + String.join("\n", lines));
    return this;
  }

  private void write(String name, String script) throws IOException {
    Path file = programs.resolve(name);
    Files.writeString(file, "#!/bin/bash\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  FakeMachine file(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
    return this;
  }

  FakeMachine variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** A JDK that tells this version. */
  FakeMachine jdk(String version) throws IOException {
    return program("javac", "echo 'javac " + version + "'").program("java", "exit 0");
  }

  /** A Maven that tells this version and makes no more than a folder. */
  FakeMachine maven(String version) throws IOException {
    return program(
        "mvn",
        "if [[ \"$1\" == -v ]]; then echo 'Apache Maven " + version + " (x)'; exit; fi",
        "if [[ \"$*\" == *package ]]; then mkdir -p platform/host/target/dist; fi");
  }

  FakeMachine chromium() throws IOException {
    return program("chromium");
  }

  /** Debian's tools; installing puts a JDK, Maven and Chromium there. */
  FakeMachine apt() throws IOException {
    program("apt-cache", "if [[ \"$2\" == openjdk-17-* ]]; then echo 'Version: 17'; fi");
    return program(
        "apt-get",
        "if [[ \"$1\" != install ]]; then exit 0; fi",
        "new() { printf '#!/bin/bash\\necho \"%s\"\\n' \"$2\" > \"$BIN/$1\"; chmod +x \"$BIN/$1\"; }",
        "new javac 'javac 17.0.15'; new java x; new mvn 'Apache Maven 3.8.7'; new chromium x");
  }

  /** A sudo that runs what it is given without asking for a password. */
  FakeMachine sudo() throws IOException {
    return program("sudo", "if [[ \"$1\" == -n ]]; then shift; fi", "\"$@\"");
  }

  private Path calls() {
    return folder.resolve("calls");
  }

  /** The calls of the programs that a test put there, in order. */
  List<String> called() throws IOException {
    return Files.exists(calls()) ? Files.readAllLines(calls()) : List.of();
  }

  /**
   * @param text of both streams, in order
   */
  record Ended(int code, String text) {}

  /** Runs a script of bash with nobody at a terminal. */
  Ended run(Path script, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/bin/bash", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("did not end: " + text);
    }
    return new Ended(process.exitValue(), text);
  }
}
