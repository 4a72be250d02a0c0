package org.sluiceiot.platform.chain;

import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The threads of the host. Safe for any thread. */
public final class EntityThreads implements AutoCloseable {
  private final EntityThread[] threads;

  public EntityThreads() {
    int count = Math.max(2, Runtime.getRuntime().availableProcessors());
    threads =
        IntStream.range(0, count)
            .mapToObj(i -> new EntityThread("sluice-thread-" + i))
            .toArray(EntityThread[]::new);
  }

  /** The thread of an entity: always the same for equal keys. */
  private EntityThread of(Object key) {
    int hash = key.hashCode();
    return threads[Math.floorMod(hash ^ (hash >>> 16), threads.length)];
  }

  /** Says which thread a task runs on, to those who may not use it otherwise. */
  public static final class Ticket {
    private final EntityThread thread;

    private Ticket(EntityThread thread) {
      this.thread = thread;
    }

    EntityThread thread() {
      return thread;
    }
  }

  /** Does something on the thread of a key, after what was asked for before. Returns at once. */
  public void execute(Object key, Consumer<Ticket> task) {
    EntityThread thread = of(key);
    thread.execute(() -> task.accept(new Ticket(thread)));
  }

  @Override
  public void close() {
    for (EntityThread thread : threads) {
      thread.close();
    }
  }
}
