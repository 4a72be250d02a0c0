package org.sluiceiot.kafka.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sluiceiot.fixtures.Seeds;

/** The verdict equals brute force over all topics of up to five characters. */
@Tag("slow")
class TopicOverlapPropertyTest {
  private static final List<String> TOPICS = topics("ab.", 5);

  @Test
  void patternsEqualBruteForce() {
    Seeds.check(400, random -> compare(pattern(random, 3), pattern(random, 3), pattern(random, 3)));
  }

  private static void compare(String include, String exclude, String other) {
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

  @Test
  void templatesEqualBruteForce() {
    Seeds.check(400, random -> compare(literals(random), pattern(random, 3)));
  }

  private static void compare(List<String> literals, String pattern) {
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

  private static List<String> literals(Random random) {
    return Stream.generate(() -> Seeds.oneOf(random, "a", "b", ".", "ab", ""))
        .limit(1 + random.nextInt(3))
        .toList();
  }

  private static String pattern(Random random, int levels) {
    if (levels == 0) {
      return Seeds.oneOf(random, "a", "b", "\\.", ".", "[ab]", "[^a]", "", "\\w");
    }
    String inner = pattern(random, levels - 1);
    return switch (random.nextInt(4)) {
      case 0 -> inner;
      case 1 -> inner + pattern(random, levels - 1);
      case 2 -> "(?:" + inner + "|" + pattern(random, levels - 1) + ")";
      default ->
          "(" + inner + ")" + Seeds.oneOf(random, "*", "+", "?", "{2}", "{1,2}", "{0,}", "*?");
    };
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
