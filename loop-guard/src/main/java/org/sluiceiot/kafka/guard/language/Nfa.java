package org.sluiceiot.kafka.guard.language;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.State;
import dk.brics.automaton.Transition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An automaton as arrays: state 0 is the initial one. */
final class Nfa {
  private final List<List<Edge>> edges = new ArrayList<>();
  private final BitSet accepting = new BitSet();

  private record Edge(char min, char max, int to) {}

  private Nfa() {}

  static Nfa of(Automaton automaton) {
    // Short texts are kept as such until asked for their states.
    automaton.expandSingleton();
    Nfa nfa = new Nfa();
    Map<State, Integer> numbers = new HashMap<>();
    List<State> queue = new ArrayList<>();
    numbers.put(automaton.getInitialState(), 0);
    queue.add(automaton.getInitialState());
    for (int i = 0; i < queue.size(); i++) {
      State state = queue.get(i);
      nfa.accepting.set(i, state.isAccept());
      List<Edge> out = new ArrayList<>();
      for (Transition transition : state.getTransitions()) {
        int to =
            numbers.computeIfAbsent(
                transition.getDest(),
                fresh -> {
                  queue.add(fresh);
                  return queue.size() - 1;
                });
        out.add(new Edge(transition.getMin(), transition.getMax(), to));
      }
      nfa.edges.add(out);
    }
    return nfa;
  }

  boolean accepts(int state) {
    return accepting.get(state);
  }

  boolean acceptsAny(BitSet states) {
    return accepting.intersects(states);
  }

  BitSet next(int state, char c) {
    BitSet reached = new BitSet();
    for (Edge edge : edges.get(state)) {
      if (edge.min <= c && c <= edge.max) {
        reached.set(edge.to);
      }
    }
    return reached;
  }

  BitSet next(BitSet states, char c) {
    BitSet reached = new BitSet();
    states.stream().forEach(state -> reached.or(next(state, c)));
    return reached;
  }

  /** Whether the whole text is in the language. */
  boolean matches(String text) {
    BitSet states = new BitSet();
    states.set(0);
    for (int i = 0; i < text.length() && !states.isEmpty(); i++) {
      states = next(states, text.charAt(i));
    }
    return acceptsAny(states);
  }

  /** Adds, for each transition, the character with which it begins and the one after its end. */
  void boundaries(BitSet into) {
    for (List<Edge> out : edges) {
      for (Edge edge : out) {
        into.set(edge.min);
        into.set(edge.max + 1);
      }
    }
  }
}
