package org.sluiceiot.kafka.guard.language;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.State;
import dk.brics.automaton.Transition;
import java.util.BitSet;
import java.util.function.IntPredicate;

/** The characters that a topic name may hold, and automata over them. */
final class TopicAlphabet {
  /** In the order in which a witness prefers them. */
  static final String CHARACTERS =
      "xabcdefghijklmnopqrstuvwyz0123456789-_.ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  static final int LONGEST = 249;

  private TopicAlphabet() {}

  /** One character out of those for which the test holds. */
  static Automaton one(IntPredicate test) {
    BitSet chosen = new BitSet(128);
    CHARACTERS.chars().filter(test).forEach(chosen::set);
    if (chosen.isEmpty()) {
      return Automaton.makeEmpty();
    }
    State start = new State();
    State end = new State();
    end.setAccept(true);
    for (int from = chosen.nextSetBit(0); from >= 0; ) {
      int after = chosen.nextClearBit(from);
      start.addTransition(new Transition((char) from, (char) (after - 1), end));
      from = chosen.nextSetBit(after);
    }
    Automaton automaton = new Automaton();
    automaton.setInitialState(start);
    automaton.setDeterministic(true);
    return automaton;
  }

  /** Any text of these characters, the empty one too. */
  static Automaton anyText() {
    return one(c -> true).repeat();
  }

  /** Whether Kafka takes it for a topic. */
  static boolean isTopic(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && !text.equals(".")
        && !text.equals("..")
        && text.chars().allMatch(c -> CHARACTERS.indexOf(c) >= 0);
  }
}
