package org.sluiceiot.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/architecture.md names what there is. */
class ArchitecturePageTest {
  private static final Path PAGE = Module.root().resolve("docs/architecture.md");
  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z]+)*)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)");

  /** Of the JDK, of the field or of a message; everything else in this form is a class of ours. */
  private static final Set<String> OTHERS =
      Set.of("Success", "Failure", "Loop", "Throwable", "Error", "ServiceLoader");

  @Test
  void everyClassThatItNamesExists() throws IOException {
    Set<String> classes = new TreeSet<>();
    for (Module module : Module.values()) {
      try (Stream<Path> sources = module.sources()) {
        sources.forEach(file -> classes.add(file.getFileName().toString().replace(".java", "")));
      }
    }
    Set<String> named = found(CLASS);
    named.removeAll(OTHERS);
    assertThat(named).hasSizeGreaterThan(40).allMatch(classes::contains);
  }

  @Test
  void everyDecisionIsInTheIndex() throws IOException {
    List<String> decisions;
    try (Stream<Path> files = Files.list(PAGE.resolveSibling("adr"))) {
      decisions = files.map(file -> "adr/" + file.getFileName()).collect(Collectors.toList());
    }
    assertThat(found(LINK))
        .containsAll(decisions)
        .allMatch(link -> Files.exists(PAGE.resolveSibling(link)));
  }

  @Test
  void everyModuleSaysWhatIsInIt() throws IOException {
    try (Stream<Path> files = Files.walk(Module.root(), 3)) {
      assertThat(
              files
                  .filter(file -> file.endsWith("pom.xml") && !file.toString().contains("target"))
                  .map(Path::getParent))
          .hasSizeGreaterThan(20)
          .allMatch(module -> Files.exists(module.resolve("README.md")));
    }
  }

  private static Set<String> found(Pattern pattern) throws IOException {
    Matcher matcher = pattern.matcher(Files.readString(PAGE));
    Set<String> found = new TreeSet<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
