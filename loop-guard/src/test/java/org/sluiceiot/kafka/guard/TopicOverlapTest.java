package org.sluiceiot.kafka.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class TopicOverlapTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      value = {
        // template (| for a gap); pattern; exclusion; shortest shared topic, or - for none
        "out; out; -; out",
        "out; in; -; -",
        "a.|; a\\..*; -; a.",
        "a.|; b\\..*; -; -",
        "a.|.z; .*\\.y; -; -",
        "a.|.z; .*; a\\..*; -",
        "|; .*; [a-z]; 0",
        "|; .*; [a-z]|[A-Z0-9_.-]+; aa",
        "|; x{3}; -; xxx",
        "|; (?i)ABC; -; abc",
        "|-in; (?!internal-).*; -; -in",
        "internal-|; (?!internal-).*; -; -",
        "internal-|; ^(?!internal-a$).*$; -; internal-",
        "|; a{300}; -; -",
        "|; \\.{1,2}; -; -",
        "|; \\.{1,3}; -; ...",
        "|; [^\\w.-]; -; -",
        "|; \\p{Lu}; -; A",
        "|; [a-c&&[^ab]]; -; c",
        "|; q|w; q; w",
        "|; a b; -; -",
        "|; (?:ab|c)+?d; (c)+d; abd"
      })
  void findsAShortestSharedTopicOrNone(
      String template, String include, String exclude, String expected) {
    TopicSet.Template left = new TopicSet.Template(List.of(template.split("\\|", -1)));
    var overlap = left.overlap(new TopicSet.Pattern(include, exclude));
    if (expected == null) {
      assertThat(overlap).isEmpty();
      return;
    }
    assertThat(overlap).isPresent();
    assertThat(overlap.get().doubt()).isEmpty();
    assertThat(overlap.get().topic()).hasSameSizeAs(expected);
    assertThat(overlap.get().topic()).matches(include);
  }

  @Test
  void namesAreComparedOneByOne() {
    TopicSet names = new TopicSet.Names(List.of("b", "c"));
    assertThat(names.overlap(new TopicSet.Names(List.of("a", "c")))).contains(new Overlap("c", ""));
    assertThat(names.overlap(new TopicSet.Names(List.of("a")))).isEmpty();
    assertThat(new TopicSet.Pattern("[cd]", null).overlap(names)).contains(new Overlap("c", ""));
    assertThat(names.overlap(new TopicSet.Pattern(".", "[bc]"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"(a)\\1", "a*+b", "x(?<=y)z", "\\bin", "(?m)in", "(a{500}){500}", "a\\Qb\\E", "("})
  void whatCannotBeAnalysedMayOverlap(String pattern) {
    var overlap =
        new TopicSet.Template(List.of("out.", "")).overlap(new TopicSet.Pattern(pattern, null));
    assertThat(overlap).isPresent();
    assertThat(overlap.get().doubt()).isNotEmpty();
  }

  @Test
  void anExclusionThatCannotBeAnalysedExcludesNothing() {
    var overlap = new TopicSet.Names(List.of("a")).overlap(new TopicSet.Pattern("a", "(a)\\1"));
    assertThat(overlap).isPresent();
    assertThat(overlap.get().doubt()).contains("exclusion");
  }

  @Test
  void hostilePatternsCannotHoldTheGuardUp() {
    TopicSet every = new TopicSet.Template(List.of("", ""));
    TopicSet[] hostile = {
      new TopicSet.Pattern(".*", "(a|b)*a(a|b){200}"),
      new TopicSet.Pattern("(a|b)*a(a|b){200}", "(a|b)*b(a|b){200}"),
      new TopicSet.Pattern("(((a*)*)*)*b", ".*(.*)*b"),
      new TopicSet.Pattern("(.{0,40}){40}", null),
      new TopicSet.Pattern("(".repeat(900) + ")".repeat(900), null)
    };
    for (TopicSet set : hostile) {
      Assertions.assertTimeout(Duration.ofSeconds(5), () -> set.overlap(every));
      Assertions.assertTimeout(Duration.ofSeconds(5), () -> set.overlap(hostile[1]));
    }
  }
}
