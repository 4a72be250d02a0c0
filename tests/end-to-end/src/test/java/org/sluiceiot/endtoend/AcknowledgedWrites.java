package org.sluiceiot.endtoend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a host has acknowledged and must therefore still have after it was killed. Safe for any
 * thread; comparing is done while nothing is written.
 */
final class AcknowledgedWrites {
  /** State of what is not there. */
  static final String ABSENT = "absent";

  private final Queue<Thing> things = new ConcurrentLinkedQueue<>();
  private final Set<String> routes = ConcurrentHashMap.newKeySet();
  private final List<String> lost = new ArrayList<>();
  private long acknowledged;

  /** How the present state of something is read from the host. */
  interface Reading extends Function<Present, String> {}

  /** Answers of the host after it was started again; each path is read once. One thread. */
  static final class Present {
    private final Map<String, Rest.Answer> answers = new HashMap<>();
    private final Rest rest;

    Present(Rest rest) {
      this.rest = rest;
    }

    Rest rest() {
      return rest;
    }

    /** What this path answers; a status of 404 for what is not there. */
    Rest.Answer get(String path) {
      return answers.computeIfAbsent(path, asked -> rest.send("GET", asked, null));
    }
  }

  /**
   * One thing that is written, perhaps several times. Its states have to differ from each other. A
   * write that was under way when the host was killed may be there or not.
   */
  final class Thing {
    private final String name;
    private final Reading reading;
    private final List<String> states = new ArrayList<>();
    private int acknowledgedState = -1;

    private Thing(String name, Reading reading) {
      this.name = name;
      this.reading = reading;
    }

    /** Sends a request after which this thing has the given state. */
    Rest.Answer write(String state, int status, Supplier<Rest.Answer> request) {
      synchronized (this) {
        states.add(state);
      }
      Rest.Answer answer = request.get();
      answer.expect(status);
      confirm();
      return answer;
    }

    private synchronized void confirm() {
      followed();
      count(1);
    }

    /** The write of another thing is about to bring this state along. */
    synchronized void follows(String state) {
      states.add(state);
    }

    /** That write was acknowledged. */
    synchronized void followed() {
      acknowledgedState = states.size() - 1;
    }

    /** Number of acknowledged states that are no longer to be seen. */
    private synchronized int missing(Present present) {
      String found = reading.apply(present);
      int missing = acknowledgedState - states.lastIndexOf(found);
      if (missing > 0) {
        lost.add("%s is %s instead of %s".formatted(name, found, states.get(acknowledgedState)));
      }
      return Math.max(0, missing);
    }

    private synchronized boolean gone() {
      return states.get(acknowledgedState).equals(ABSENT);
    }
  }

  /** Something new, whose first state was acknowledged. */
  Thing created(String name, String state, Reading reading) {
    Thing thing = new Thing(name, reading);
    thing.states.add(state);
    thing.confirm();
    things.add(thing);
    return thing;
  }

  /** Something that nobody has written yet. */
  Thing expected(String name, Reading reading) {
    Thing thing = new Thing(name, reading);
    thing.states.add(ABSENT);
    thing.acknowledgedState = 0;
    things.add(thing);
    return thing;
  }

  /** No longer looked at: what it belongs to is about to be deleted. */
  void forget(String belongsTo) {
    things.removeIf(thing -> thing.name.startsWith(belongsTo));
  }

  /**
   * Sends a request and notes its route.
   *
   * @param route as in the description of REST, its parameters in braces
   * @param body anything Jackson writes, or null
   * @param parameters for the braces, in their order
   */
  Rest.Answer send(Rest rest, String method, String route, Object body, String... parameters) {
    routes.add(method + " " + route);
    String path = route;
    for (String parameter : parameters) {
      path = path.replaceFirst("\\{[a-z]+}", parameter);
    }
    return rest.send(method, path, body);
  }

  /** The routes that were used. */
  Set<String> routes() {
    return routes;
  }

  private synchronized void count(int writes) {
    acknowledged += writes;
  }

  /** Acknowledged writes so far. */
  synchronized long count() {
    return acknowledged;
  }

  /** What was found missing so far, for people. */
  List<String> lost() {
    return lost;
  }

  /**
   * Compares everything with what the host has; deleted things that are gone are not looked at
   * again.
   *
   * @return number of acknowledged writes that are lost
   */
  int compare(Rest rest) {
    Present present = new Present(rest);
    int missing = things.stream().mapToInt(thing -> thing.missing(present)).sum();
    things.removeIf(Thing::gone);
    return missing;
  }
}
