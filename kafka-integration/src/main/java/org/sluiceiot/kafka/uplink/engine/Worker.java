package org.sluiceiot.kafka.uplink.engine;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.sluiceiot.kafka.uplink.config.ProcessingConfig.Order;

/**
 * Works on its share of the records. What is to be done comes through a mailbox and is done one
 * after the other, so that its queues need no lock; it holds a thread of the pool only while there
 * is something to do. Threads: any may bring something; what is done for it runs on one thread at a
 * time, which alone touches the queues.
 *
 * <p>Records of one key (or of one partition, as configured) stay in order: at most one of them is
 * under way, those behind it wait in the queue of their key. All of them come to the same worker.
 *
 * <p>Whatever is thrown while a record is worked on becomes that record's failure; if even that
 * fails, the engine is told and begins afresh. The worker itself never ends by it.
 */
final class Worker implements Runnable {
  private static final int TURN = 64;

  private final Executor pool;
  private final Order order;
  private final Pipeline pipeline;
  private final Settlement settlement;
  private final FailureHandler failures;
  private final Consumer<Throwable> broken;
  private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Map<OrderKey, ArrayDeque<RecordTask>> queues = new HashMap<>();

  /** What keeps records in order among themselves; null where none does. */
  private record OrderKey(PartitionWork partition, byte[] key) {
    @Override
    public boolean equals(Object other) {
      return other instanceof OrderKey that
          && that.partition == partition
          && Arrays.equals(that.key, key);
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(partition) + Arrays.hashCode(key);
    }
  }

  /**
   * @param broken told of an error that left a record without an outcome: only a new session, which
   *     reads the record again, can mend that
   */
  Worker(
      Executor pool,
      Order order,
      Pipeline pipeline,
      Settlement settlement,
      FailureHandler failures,
      Consumer<Throwable> broken) {
    this.pool = pool;
    this.order = order;
    this.pipeline = pipeline;
    this.settlement = settlement;
    this.failures = failures;
    this.broken = broken;
  }

  /** Takes polled records, in order. */
  void accept(List<RecordTask> batch) {
    post(() -> batch.forEach(this::take));
  }

  /** Goes on with a record that is first of its key; any thread. */
  void again(RecordTask task) {
    post(
        () -> {
          if (work(task)) {
            release(task);
          }
        });
  }

  /** Ends a record that is first of its key; any thread. */
  void end(RecordTask task, Outcome outcome) {
    post(
        () -> {
          settlement.end(task, outcome);
          release(task);
        });
  }

  private void post(Runnable message) {
    mailbox.add(message);
    wake();
  }

  /** Sees to it that what is in the mailbox is worked on; any thread, any number of times. */
  void wake() {
    if (mailbox.isEmpty() || !scheduled.compareAndSet(false, true)) {
      return;
    }
    try {
      pool.execute(this);
    } catch (Throwable e) {
      // Broad: the system may have no thread to give. The next call tries again.
      scheduled.set(false);
      broken.accept(e);
    }
  }

  @Override
  public void run() {
    for (int i = 0; i < TURN; i++) {
      Runnable message = mailbox.poll();
      if (message == null) {
        break;
      }
      try {
        message.run();
      } catch (Throwable e) {
        // Broad: a worker that ends would take every key of its share with it.
        broken.accept(e);
      }
    }
    scheduled.set(false);
    wake();
  }

  private void take(RecordTask task) {
    OrderKey key = queues.isEmpty() ? null : key(task);
    ArrayDeque<RecordTask> queue = key == null ? null : queues.get(key);
    if (queue != null) {
      queue.add(task);
    } else if (!work(task) && order != Order.NONE) {
      queues.put(key == null ? key(task) : key, new ArrayDeque<>(4));
    }
  }

  /** The first of a key has ended: the next one. */
  private void release(RecordTask task) {
    if (order == Order.NONE) {
      return;
    }
    OrderKey key = key(task);
    ArrayDeque<RecordTask> queue = queues.get(key);
    for (RecordTask next = queue.poll(); next != null; next = queue.poll()) {
      if (!work(next)) {
        return;
      }
    }
    queues.remove(key);
  }

  private OrderKey key(RecordTask task) {
    return switch (order) {
      case KEY -> new OrderKey(task.partition(), task.record().key());
      case PARTITION -> new OrderKey(task.partition(), null);
      case NONE -> null;
    };
  }

  /** One attempt; whether the record has ended. */
  private boolean work(RecordTask task) {
    if (task.partition().closing() && !task.partition().leavesAGap(task)) {
      settlement.giveBack(task);
      return true;
    }
    task.partition().begins(task);
    Step step = task.failure() == null ? pipeline.attempt(task) : new Step.Failed(task.failure());
    if (step instanceof Step.Ended ended) {
      settlement.end(task, ended.outcome());
      return true;
    }
    if (step instanceof Step.Failed failed) {
      return failures.handle(task, failed.failure(), this);
    }
    if (step instanceof Step.Later later) {
      failures.later(task, later.nanos(), this);
    } else if (step instanceof Step.Delivering delivering) {
      await(task, delivering);
    }
    return false;
  }

  /** Hears of the host's answer exactly once, whatever the stage does. */
  private void await(RecordTask task, Step.Delivering delivering) {
    Answer answer = new Answer(task, delivering);
    try {
      delivering.stage().whenComplete(answer);
    } catch (Throwable e) {
      // Broad: a stage is the host's code; one that cannot be listened to has failed.
      answer.accept(null, e);
    }
  }

  private final class Answer extends AtomicBoolean implements BiConsumer<Object, Throwable> {
    private static final long serialVersionUID = 1L;
    private final transient RecordTask task;
    private final transient Step.Delivering delivering;

    Answer(RecordTask task, Step.Delivering delivering) {
      this.task = task;
      this.delivering = delivering;
    }

    @Override
    public void accept(Object nothing, Throwable error) {
      if (compareAndSet(false, true)) {
        post(() -> delivered(task, delivering, error));
      }
    }
  }

  private void delivered(RecordTask task, Step.Delivering delivering, Throwable error) {
    if (error == null) {
      settlement.end(task, Outcome.DELIVERED);
      release(task);
    } else if (failures.handle(
        task, pipeline.undelivered(task, error, delivering.strategy()), this)) {
      release(task);
    }
  }
}
