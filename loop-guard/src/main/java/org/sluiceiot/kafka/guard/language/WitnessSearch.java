package org.sluiceiot.kafka.guard.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * Walks the product of several automata breadth first until a topic is found that all of some
 * accept and none of others does. The product is made on the way and its size is bounded, so that
 * no pattern can hold up the guard; a library's eager intersection and complement have no bound.
 */
final class WitnessSearch {
  private static final int MOST_NODES = 50_000;

  private final List<Nfa> all;
  private final List<Nfa> none;
  private final List<Character> characters;
  private final Set<Position> seen = new HashSet<>();
  private final Queue<Node> queue = new ArrayDeque<>();

  /** One state of each automaton that must accept, all possible states of those that must not. */
  private record Position(List<Integer> in, List<BitSet> out) {}

  private record Node(Position position, Node before, char by, int length) {}

  WitnessSearch(List<Nfa> all, List<Nfa> none) {
    this.all = all;
    this.none = none;
    this.characters = representatives();
  }

  Witness run() {
    BitSet start = new BitSet();
    start.set(0);
    enqueue(
        new Position(Collections.nCopies(all.size(), 0), Collections.nCopies(none.size(), start)),
        null,
        '\0');
    for (Node node = queue.poll(); node != null; node = queue.poll()) {
      if (accepts(node.position) && TopicAlphabet.isTopic(text(node))) {
        return new Witness(text(node), true);
      }
      if (seen.size() > MOST_NODES) {
        return new Witness(null, false);
      }
      if (node.length < TopicAlphabet.LONGEST) {
        expand(node);
      }
    }
    return new Witness(null, true);
  }

  private void expand(Node node) {
    for (char c : characters) {
      List<BitSet> out = new ArrayList<>();
      for (int i = 0; i < none.size(); i++) {
        out.add(none.get(i).next(node.position.out.get(i), c));
      }
      step(node, c, new ArrayList<>(), out);
    }
  }

  /** Every combination of next states of the automata that must accept. */
  private void step(Node node, char c, List<Integer> chosen, List<BitSet> out) {
    int next = chosen.size();
    if (next == all.size()) {
      enqueue(new Position(List.copyOf(chosen), out), node, c);
      return;
    }
    BitSet reached = all.get(next).next(node.position.in.get(next), c);
    for (int to = reached.nextSetBit(0); to >= 0; to = reached.nextSetBit(to + 1)) {
      chosen.add(to);
      step(node, c, chosen, out);
      chosen.remove(next);
    }
  }

  private void enqueue(Position position, Node before, char by) {
    // "." and ".." are no topics though a pattern may match them; going on from them is right, and
    // any other text that leads to the same position must still be seen.
    int length = before == null ? 0 : before.length + 1;
    if (length <= 2 || seen.add(position)) {
      queue.add(new Node(position, before, by, length));
    }
  }

  private boolean accepts(Position position) {
    for (int i = 0; i < all.size(); i++) {
      if (!all.get(i).accepts(position.in.get(i))) {
        return false;
      }
    }
    for (int i = 0; i < none.size(); i++) {
      if (none.get(i).acceptsAny(position.out.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String text(Node node) {
    StringBuilder text = new StringBuilder();
    for (Node at = node; at.before != null; at = at.before) {
      text.append(at.by);
    }
    return text.reverse().toString();
  }

  /** One character for each set of characters that no automaton tells apart. */
  private List<Character> representatives() {
    BitSet boundaries = new BitSet();
    all.forEach(nfa -> nfa.boundaries(boundaries));
    none.forEach(nfa -> nfa.boundaries(boundaries));
    Set<Integer> classes = new HashSet<>();
    List<Character> chosen = new ArrayList<>();
    for (char c : TopicAlphabet.CHARACTERS.toCharArray()) {
      // The dot stands for itself, because "." and ".." are exceptions.
      if (c == '.' || classes.add(boundaries.previousSetBit(c))) {
        chosen.add(c);
      }
    }
    return chosen;
  }
}
