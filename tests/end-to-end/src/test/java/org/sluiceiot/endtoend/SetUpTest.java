package org.sluiceiot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.endtoend.FakeMachine.Ended;

/** What the commands of the README do on a machine that lacks what they need. */
class SetUpTest {
  private static final Path HOME = Path.of(System.getProperty("sluice.home"));
  private static final Path INSTALL = HOME.resolve("setup/install-tools");
  private static final String APT =
      "sudo apt-get update && sudo apt-get install -y --no-install-recommends ";

  @TempDir Path folder;
  private FakeMachine machine;

  @BeforeEach
  void bare() throws IOException {
    machine = new FakeMachine(folder);
  }

  private Ended install(String... arguments) throws Exception {
    return machine.run(INSTALL, arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sluice",
        "setup/install-tools",
        "setup/as-root/unshare",
        ".ci/run",
        "tests/bench"
      })
  void scriptsAreWellFormed(String script) throws Exception {
    Process bash = new ProcessBuilder("bash", "-n", HOME.resolve(script).toString()).start();
    assertThat(new String(bash.getErrorStream().readAllBytes())).isEmpty();
    assertThat(bash.waitFor()).isZero();
    assertThat(HOME.resolve(script)).isExecutable();
  }

  @Test
  void saysNothingWhereAllIsThere() throws Exception {
    machine.jdk("17.0.15").maven("3.8.7").chromium();
    assertThat(install("jdk", "maven", "chromium")).isEqualTo(new Ended(0, ""));
  }

  @Test
  void missingJdkIsNamedWithTheCommand() throws Exception {
    machine.apt().sudo().maven("3.9.9").chromium();
    Ended ended = install("jdk", "maven", "chromium");
    assertThat(ended.text())
        .contains("missing: a JDK, 17 or newer")
        .contains(APT + "openjdk-17-jdk-headless\n")
        .contains("--yes")
        .doesNotContain("Maven");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(machine.called()).noneMatch(call -> call.startsWith("sudo"));
  }

  @Test
  void oldJdkIsNamedWithItsVersion() throws Exception {
    machine.apt().sudo().jdk("11.0.2").maven("3.9.9");
    Ended ended = install("jdk", "maven");
    assertThat(ended.text()).contains("(the first on the PATH is version 11)");
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void javaHomeWithoutCompilerIsNamed() throws Exception {
    machine.apt().sudo().jdk("17.0.1").variable("JAVA_HOME", "/nowhere");
    Ended ended = install("jdk");
    assertThat(ended.text()).contains("JAVA_HOME is /nowhere, which has no bin/javac");
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void missingMavenIsNamedWithTheCommand() throws Exception {
    machine.apt().sudo().jdk("21");
    Ended ended = install("jdk", "maven");
    assertThat(ended.text()).contains("missing: Maven 3.8 or newer").contains(APT + "maven\n");
    assertThat(ended.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.3", "3.7.9", "2.2.1"})
  void oldMavenIsNamedWithItsVersion(String version) throws Exception {
    machine.apt().sudo().jdk("21").maven(version);
    Ended ended = install("maven");
    assertThat(ended.text()).contains("(the first on the PATH is " + version + ")");
    assertThat(ended.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.8.1", "3.10.0", "4.0.0"})
  void newMavenIsTaken(String version) throws Exception {
    machine.jdk("21").maven(version);
    assertThat(install("maven")).isEqualTo(new Ended(0, ""));
  }

  @Test
  void missingChromiumIsNamedWithTheCommand() throws Exception {
    machine.apt().sudo().jdk("17.0.1").maven("3.8.7");
    Ended ended = install("jdk", "maven", "chromium");
    assertThat(ended.text()).contains("missing: Chromium").contains(APT + "chromium\n");
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void ubuntusChromiumIsPlaywrights() throws Exception {
    machine.apt().sudo().file("os-release", "NAME=Ubuntu\nID=ubuntu\n");
    Ended ended = install("--yes", "chromium");
    assertThat(ended.text()).contains("the tests of the page download Playwright's own");
    assertThat(ended.code()).isZero();
    assertThat(machine.called()).isEmpty();
  }

  @Test
  void yesInstallsEverythingInOneGo() throws Exception {
    machine.apt().sudo();
    Ended ended = install("--yes", "jdk", "maven", "chromium");
    assertThat(ended.code()).as(ended.text()).isZero();
    assertThat(machine.called())
        .contains(
            "sudo -n apt-get update -qq",
            "apt-get install -y --no-install-recommends openjdk-17-jdk-headless maven chromium -qq");
    assertThat(install("jdk", "maven", "chromium")).isEqualTo(new Ended(0, ""));
  }

  @Test
  void yesDoesNotWaitForAPassword() throws Exception {
    machine.apt().program("sudo", "exit 1");
    Ended ended = install("--yes", "jdk");
    assertThat(ended.text()).contains("sudo asks for a password").contains(APT);
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void rootInstallsWithoutAsking() throws Exception {
    machine.apt().program("id", "echo 0");
    Ended ended = install("jdk", "maven");
    assertThat(ended.code()).as(ended.text()).isZero();
    assertThat(machine.called()).anyMatch(call -> call.startsWith("apt-get install"));
  }

  @Test
  void whatDoesNotHelpIsSaid() throws Exception {
    machine.apt().program("id", "echo 0").variable("JAVA_HOME", "/nowhere");
    Ended ended = install("jdk");
    assertThat(ended.text()).contains("see PATH and JAVA_HOME");
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void withoutSudoTheCommandIsForRoot() throws Exception {
    machine.apt();
    Ended ended = install("--yes", "jdk");
    assertThat(ended.text())
        .contains("as root:")
        .contains("    apt-get update && apt-get install")
        .doesNotContain("sudo apt-get");
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void macIsToldOfHomebrew() throws Exception {
    machine.program("brew");
    Ended ended = install("--yes", "jdk", "maven", "chromium");
    assertThat(ended.text()).contains("brew install openjdk@17 maven\n");
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void otherSystemsAreToldWhat() throws Exception {
    Ended ended = install("jdk", "maven");
    assertThat(ended.text()).contains("own package manager").contains("    jdk maven\n");
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void demoEndsWithTwoWhereNothingMayBeInstalled() throws Exception {
    machine.apt().sudo();
    Ended ended = machine.run(checkout().resolve("sluice"), "demo", "--for", "20s");
    assertThat(ended.text())
        .contains("missing: a JDK", "missing: Maven", APT + "openjdk-17-jdk-headless maven\n");
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void yesIsForTheSetUpAlone() throws Exception {
    machine.apt().sudo().jdk("17").maven("3.9.9");
    Ended ended = machine.run(checkout().resolve("sluice"), "demo", "--yes", "--for", "20s");
    assertThat(ended.code()).as(ended.text()).isZero();
    assertThat(machine.called())
        .anyMatch(call -> call.startsWith("mvn") && call.contains("package"))
        .anyMatch(call -> call.startsWith("java ") && call.endsWith("Main demo --for 20s"));
  }

  @Test
  void testSetsUpAndVerifies() throws Exception {
    machine.apt().sudo();
    Ended ended = machine.run(checkout().resolve("sluice"), "test", "-Dtest=Some");
    assertThat(ended.text()).contains("missing: Chromium");
    assertThat(ended.code()).isEqualTo(2);
    machine.jdk("17").maven("3.9.9").chromium();
    assertThat(machine.run(checkout().resolve("sluice"), "test", "-Dtest=Some").code()).isZero();
    assertThat(machine.called()).last().isEqualTo("mvn -B -ntp -T 2 verify -Dtest=Some");
  }

  /** PostgreSQL refuses to run as root; in a chroot root cannot make a user namespace for it. */
  @ParameterizedTest
  @ValueSource(strings = {"exit 0", "exit 1"})
  void testsOfRootHaveAWayToRunAsNobody(String unshare) throws Exception {
    machine.jdk("17").chromium().program("id", "echo 0").program("unshare", unshare);
    machine.program("mvn", "echo \"Apache Maven 3.9.9\"; echo \"as root: $(command -v unshare)\"");
    Path copy = checkout();
    Ended ended = machine.run(copy.resolve("sluice"), "test");
    boolean forbidden = unshare.equals("exit 1");
    assertThat(ended.text().contains("as root: " + copy.resolve("setup/as-root/unshare")))
        .as(ended.text())
        .isEqualTo(forbidden);
  }

  @Test
  void nobodyRunsTheCommandAndOwnsItsDirectory() throws Exception {
    machine
        .program("chown")
        .program("setpriv", "while [[ $1 != -- ]]; do shift; done", "shift; \"$@\"");
    machine.run(HOME.resolve("setup/as-root/unshare"), "-U", "cat", "-D", "/data", "/dev/null");
    assertThat(machine.called())
        .contains(
            "chown -R 65534:65534 /data",
            "setpriv --reuid=65534 --regid=65534 --clear-groups -- cat -D /data /dev/null");
    assertThat(machine.run(HOME.resolve("setup/as-root/unshare"), "-m", "cat").code()).isEqualTo(2);
  }

  /** Only looks: the build's own first step, in a copy, with a Node that says no. */
  @ParameterizedTest
  @ValueSource(strings = {"exit 1", "exit 0"})
  void anOldNodeIsNotUsed(String node) throws Exception {
    Path copy = checkout();
    Path bin = Files.createDirectories(folder.resolve("node-only"));
    Path old = Files.writeString(bin.resolve("node"), "#!/bin/sh\n" + node + "\n");
    assertThat(old.toFile().setExecutable(true)).isTrue();
    ProcessBuilder builder =
        new ProcessBuilder(
                "mvn", "-o", "-B", "-f", copy.resolve("platform/web").toString(), "initialize")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().merge("PATH", "", (path, none) -> bin + ":" + path);
    Process maven = builder.start();
    assertThat(maven.waitFor(120, TimeUnit.SECONDS)).isTrue();
    String log = Files.readString(folder.resolve("log"));
    assertThat(maven.exitValue()).as(log).isZero();
    assertThat(log)
        .contains(
            node.equals("exit 1")
                ? "Node of the page: none on the PATH suits, Maven brings one"
                : "Node of the page: the one on the PATH");
  }

  /** The scripts, and what tells the page's build which Node it has, as in a fresh checkout. */
  private Path checkout() throws IOException {
    Path copy = folder.resolve("checkout");
    List<String> files =
        List.of(
            "sluice",
            "setup/install-tools",
            "setup/as-root/unshare",
            "pom.xml",
            "platform/web/pom.xml",
            "platform/web/build.mjs",
            "ui-forms/pom.xml",
            "ui-forms/build.mjs",
            "ui-forms/node-version.mjs");
    for (String file : files) {
      Path target = copy.resolve(file);
      Files.createDirectories(target.getParent());
      Files.copy(
          HOME.resolve(file),
          target,
          StandardCopyOption.COPY_ATTRIBUTES,
          StandardCopyOption.REPLACE_EXISTING);
    }
    return copy;
  }
}
