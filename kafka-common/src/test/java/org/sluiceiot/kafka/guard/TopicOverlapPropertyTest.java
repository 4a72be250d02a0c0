package org.sluiceiot.kafka.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** The verdict equals brute force over all topics of up to five characters. */
@Tag("slow")
class TopicOverlapPropertyTest {
  private static final List<String> TOPICS = topics("ab.", 5);

  @Property(tries = 400)
  void patternsEqualBruteForce(
      @ForAll("patterns") String include,
      @ForAll("patterns") String exclude,
      @ForAll("patterns") String other) {
    TopicSet left = new TopicSet.Pattern(include, exclude);
    Pattern in = Pattern.compile(include);
    Pattern ex = Pattern.compile(exclude);
    Pattern by = Pattern.compile(other);
    List<String> shared =
        TOPICS.stream()
            .filter(topic -> in.matcher(topic).matches() && !ex.matcher(topic).matches())
            .filter(topic -> by.matcher(topic).matches())
            .toList();
    agree(left.overlap(new TopicSet.Pattern(other, null)).orElse(null), shared, in, ex, by);
    assertThat(left.overlap(new TopicSet.Names(TOPICS)).isPresent())
        .isEqualTo(
            TOPICS.stream()
                .anyMatch(topic -> in.matcher(topic).matches() && !ex.matcher(topic).matches()));
  }

  private static void agree(
      Overlap overlap, List<String> shared, Pattern in, Pattern ex, Pattern by) {
    if (overlap == null) {
      assertThat(shared).isEmpty();
      return;
    }
    assertThat(overlap.doubt()).isEmpty();
    String topic = overlap.topic();
    assertThat(in.matcher(topic).matches()).isTrue();
    assertThat(ex.matcher(topic).matches()).isFalse();
    assertThat(by.matcher(topic).matches()).isTrue();
    int shortest = shared.stream().mapToInt(String::length).min().orElse(6);
    assertThat(topic.length())
        .isLessThanOrEqualTo(Math.max(shortest, topic.length() > 5 ? 249 : 0));
  }

  @Property(tries = 400)
  void templatesEqualBruteForce(
      @ForAll("literals") List<String> literals, @ForAll("patterns") String pattern) {
    Pattern template =
        Pattern.compile(String.join(".*", literals.stream().map(Pattern::quote).toList()));
    Pattern by = Pattern.compile(pattern);
    boolean shared =
        TOPICS.stream().anyMatch(t -> template.matcher(t).matches() && by.matcher(t).matches());
    var overlap = new TopicSet.Template(literals).overlap(new TopicSet.Pattern(pattern, null));
    if (shared) {
      assertThat(overlap).isPresent();
    }
    overlap.ifPresent(
        found -> {
          assertThat(template.matcher(found.topic()).matches()).isTrue();
          assertThat(by.matcher(found.topic()).matches()).isTrue();
        });
  }

  @Provide
  Arbitrary<List<String>> literals() {
    return Arbitraries.of("a", "b", ".", "ab", "").list().ofMinSize(1).ofMaxSize(3);
  }

  @Provide
  Arbitrary<String> patterns() {
    Arbitrary<String> leaf = Arbitraries.of("a", "b", "\\.", ".", "[ab]", "[^a]", "", "\\w");
    return grow(grow(grow(leaf)));
  }

  private static Arbitrary<String> grow(Arbitrary<String> inner) {
    Arbitrary<String> quantifier = Arbitraries.of("*", "+", "?", "{2}", "{1,2}", "{0,}", "*?");
    return Arbitraries.oneOf(
        inner,
        Combinators.combine(inner, inner).as((a, b) -> a + b),
        Combinators.combine(inner, inner).as((a, b) -> "(?:" + a + "|" + b + ")"),
        Combinators.combine(inner, quantifier).as((a, q) -> "(" + a + ")" + q));
  }

  private static List<String> topics(String alphabet, int longest) {
    List<String> all = new ArrayList<>(List.of(""));
    for (int from = 0, length = 1; length <= longest; length++) {
      int to = all.size();
      for (int i = from; i < to; i++) {
        for (char c : alphabet.toCharArray()) {
          all.add(all.get(i) + c);
        }
      }
      from = to;
    }
    all.removeAll(List.of("", ".", ".."));
    return all;
  }
}
