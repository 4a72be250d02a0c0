package org.sluiceiot.kafka.guard.language;

import dk.brics.automaton.Automaton;
import java.util.ArrayList;
import java.util.List;

/**
 * Topic names that are in all of some regular languages and in none of others. Immutable. Where a
 * pattern cannot be analysed, the language is too large rather than too small, and {@link #doubt}
 * says why.
 */
public final class Language {
  private final List<Nfa> all;
  private final List<Nfa> none;
  private final String doubt;

  Language(List<Nfa> all, List<Nfa> none, String doubt) {
    this.all = List.copyOf(all);
    this.none = List.copyOf(none);
    this.doubt = doubt;
  }

  /** Every text that a template can render; any text may stand in each gap. */
  public static Language template(List<String> literals) {
    List<Automaton> parts = new ArrayList<>();
    for (String literal : literals) {
      if (!parts.isEmpty()) {
        parts.add(TopicAlphabet.anyText());
      }
      parts.add(Automaton.makeString(literal));
    }
    return new Language(List.of(Nfa.of(Automaton.concatenate(parts))), List.of(), "");
  }

  /**
   * Every topic that the one expression matches as a whole and the other does not.
   *
   * @param exclude null for nothing excluded
   */
  public static Language pattern(String include, String exclude) {
    Language included = parsed(include, "pattern '" + include + "'");
    if (exclude == null || exclude.isEmpty()) {
      return included;
    }
    List<Nfa> none = new ArrayList<>(included.none);
    String doubt = included.doubt;
    Language excluded = parsed(exclude, "exclusion '" + exclude + "'");
    boolean simple =
        excluded.doubt.isEmpty() && excluded.none.isEmpty() && excluded.all.size() == 1;
    if (simple) {
      none.add(excluded.all.get(0));
    } else {
      String why = excluded.doubt.isEmpty() ? "an exclusion uses look-ahead" : excluded.doubt;
      doubt = doubt.isEmpty() ? why : doubt + "; " + why;
    }
    return new Language(included.all, none, doubt);
  }

  private static Language parsed(String pattern, String what) {
    try {
      return PatternParser.parse(pattern);
    } catch (UnsupportedPatternException e) {
      Nfa any = Nfa.of(TopicAlphabet.anyText());
      return new Language(List.of(any), List.of(), what + " holds " + e.getMessage());
    }
  }

  /** Whether a topic is in the language. */
  public boolean contains(String topic) {
    return TopicAlphabet.isTopic(topic)
        && all.stream().allMatch(nfa -> nfa.matches(topic))
        && none.stream().noneMatch(nfa -> nfa.matches(topic));
  }

  /** Names that are in both. */
  public Language and(Language other) {
    List<Nfa> bothAll = new ArrayList<>(all);
    bothAll.addAll(other.all);
    List<Nfa> bothNone = new ArrayList<>(none);
    bothNone.addAll(other.none);
    String both = doubt.isEmpty() || other.doubt.isEmpty() ? "" : "; ";
    return new Language(bothAll, bothNone, doubt + both + other.doubt);
  }

  /** Why the language may hold topics that it should not, in words; empty when it is exact. */
  public String doubt() {
    return doubt;
  }

  /** A shortest topic of the language. */
  public Witness witness() {
    return new WitnessSearch(all, none).run();
  }
}
