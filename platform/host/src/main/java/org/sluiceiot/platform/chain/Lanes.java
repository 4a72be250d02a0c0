package org.sluiceiot.platform.chain;

import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The lanes of the host. Safe for any thread. */
public final class Lanes implements AutoCloseable {
  private final Lane[] lanes;

  public Lanes() {
    int count = Math.max(2, Runtime.getRuntime().availableProcessors());
    lanes =
        IntStream.range(0, count).mapToObj(i -> new Lane("sluice-lane-" + i)).toArray(Lane[]::new);
  }

  /** The lane of an entity: always the same for equal keys. */
  private Lane of(Object key) {
    int hash = key.hashCode();
    return lanes[Math.floorMod(hash ^ (hash >>> 16), lanes.length)];
  }

  /** Says which lane a task runs on, to those who may not use it otherwise. */
  public static final class Ticket {
    private final Lane lane;

    private Ticket(Lane lane) {
      this.lane = lane;
    }

    Lane lane() {
      return lane;
    }
  }

  /** Does something on the lane of a key, after what was asked for before. Returns at once. */
  public void execute(Object key, Consumer<Ticket> task) {
    Lane lane = of(key);
    lane.execute(() -> task.accept(new Ticket(lane)));
  }

  @Override
  public void close() {
    for (Lane lane : lanes) {
      lane.close();
    }
  }
}
