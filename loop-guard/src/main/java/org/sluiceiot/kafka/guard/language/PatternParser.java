package org.sluiceiot.kafka.guard.language;

import dk.brics.automaton.Automaton;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Translates a {@link Pattern} that is matched against whole topic names. Supported: literals,
 * classes and single-character escapes of every kind, groups, alternation, greedy and lazy
 * quantifiers, {@code ^} and {@code $} at the ends, look-ahead at the beginning, {@code (?i)} at
 * the beginning. Everything else is refused, never guessed.
 */
final class PatternParser {
  /** States of the largest automaton: bounds the work that a hostile pattern can cause. */
  static final int LARGEST = 2000;

  private static final int DEEPEST = 50;

  private final PatternScanner in;
  private final int flags;
  private int depth;

  private PatternParser(PatternScanner in, int flags) {
    this.in = in;
    this.flags = flags;
  }

  /**
   * @throws UnsupportedPatternException a construct is not analysed, or the pattern is too large
   */
  static Language parse(String pattern) throws UnsupportedPatternException {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new UnsupportedPatternException("a syntax error");
    }
    PatternScanner in = new PatternScanner(pattern);
    int flags = in.take("(?i)") ? Pattern.CASE_INSENSITIVE : 0;
    return new PatternParser(in, flags).whole();
  }

  private Language whole() throws UnsupportedPatternException {
    List<Nfa> all = new ArrayList<>();
    List<Nfa> none = new ArrayList<>();
    in.take("^");
    while (in.startsWith("(?!") || in.startsWith("(?=")) {
      boolean negative = in.startsWith("(?!");
      in.skip(3);
      depth++;
      Automaton ahead = alternatives();
      depth--;
      boolean toTheEnd = in.take("$");
      in.expect(')');
      Automaton prefixed = toTheEnd ? ahead : ahead.concatenate(TopicAlphabet.anyText());
      (negative ? none : all).add(Nfa.of(prefixed));
    }
    boolean looked = !all.isEmpty() || !none.isEmpty();
    Automaton rest = sequence();
    if (looked && in.startsWith("|")) {
      throw new UnsupportedPatternException("look-ahead beside an alternative");
    }
    while (in.take("|")) {
      in.take("^");
      rest = bounded(rest.union(sequence()));
    }
    if (!in.atEnd()) {
      throw new UnsupportedPatternException("'" + in.rest() + "'");
    }
    all.add(Nfa.of(rest));
    return new Language(all, none, "");
  }

  private Automaton alternatives() throws UnsupportedPatternException {
    if (++depth > DEEPEST) {
      throw new UnsupportedPatternException("groups nested too deep");
    }
    Automaton result = sequence();
    while (in.take("|")) {
      result = bounded(result.union(sequence()));
    }
    depth--;
    return result;
  }

  private Automaton sequence() throws UnsupportedPatternException {
    Automaton result = Automaton.makeEmptyString();
    while (!in.atEnd() && !in.startsWith("|") && !in.startsWith(")")) {
      if (in.startsWith("$") || in.startsWith("\\z") || in.startsWith("\\Z")) {
        if (depth == 0) {
          in.skip(in.startsWith("$") ? 1 : 2);
          requireEndOfAlternative();
        }
        return result;
      }
      result = bounded(result.concatenate(quantified(atom())));
    }
    return result;
  }

  private void requireEndOfAlternative() throws UnsupportedPatternException {
    if (!in.atEnd() && !in.startsWith("|")) {
      throw new UnsupportedPatternException("'$' in the middle");
    }
  }

  private Automaton atom() throws UnsupportedPatternException {
    if (in.take("(?:") || (in.startsWith("(") && !in.startsWith("(?") && in.take("("))) {
      Automaton group = alternatives();
      in.expect(')');
      return group;
    }
    if (in.startsWith("(")) {
      throw new UnsupportedPatternException("'" + in.head(4) + "'");
    }
    Pattern one = Pattern.compile(in.single(), flags);
    return TopicAlphabet.one(c -> one.matcher(String.valueOf((char) c)).matches());
  }

  private Automaton quantified(Automaton atom) throws UnsupportedPatternException {
    int[] bounds = in.quantifier();
    if (bounds == null) {
      return atom;
    }
    int copies = Math.max(bounds[0], bounds[1]);
    if ((long) copies * atom.getNumberOfStates() > LARGEST) {
      throw new UnsupportedPatternException("a repetition too large to analyse");
    }
    Automaton result = bounds[1] < 0 ? atom.repeat(bounds[0]) : atom.repeat(bounds[0], bounds[1]);
    return bounded(result);
  }

  private static Automaton bounded(Automaton automaton) throws UnsupportedPatternException {
    if (automaton.getNumberOfStates() > LARGEST) {
      throw new UnsupportedPatternException("a pattern too large to analyse");
    }
    return automaton;
  }
}
