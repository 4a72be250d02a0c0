package org.sluiceiot.kafka.downlink.buffer;

import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.sluiceiot.kafka.downlink.send.FailureClass;
import org.sluiceiot.kafka.downlink.send.HostCode;
import org.sluiceiot.kafka.downlink.send.PendingRecord;
import org.sluiceiot.kafka.downlink.send.SendQueue;
import org.sluiceiot.kafka.downlink.send.Wakeup;

/**
 * Sends what is stored, in its order, and keeps account of what has arrived. After a failure
 * everything from there on is sent again. For the buffer's thread; answers come from others and
 * wait for it in a queue.
 */
final class StoredSender {
  private static final int AT_ONCE = 4096;
  private static final int WINDOW = 10_000;
  private static final long WINDOW_BYTES = 32L << 20;
  private static final long AGAIN = Duration.ofSeconds(1).toNanos();

  private final SendQueue queue;
  private final Clock clock;
  private final long maxAgeMillis;
  private final BufferListener listener;
  private final Wakeup wakeup;
  private final StuckWatch stuck;
  private final Progress progress = new Progress();
  private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();
  private long notBefore = System.nanoTime();

  /**
   * @param wakeup of the buffer's thread
   */
  StoredSender(
      SendQueue queue, Clock clock, Duration maxAge, BufferListener listener, Wakeup wakeup) {
    this.queue = queue;
    this.clock = clock;
    this.maxAgeMillis = maxAge.toMillis();
    this.listener = listener;
    this.wakeup = wakeup;
    this.stuck =
        new StuckWatch(
            queue::isConnected, queue::isOpen, text -> HostCode.run(() -> listener.stuck(text)));
  }

  Progress progress() {
    return progress;
  }

  /** Deals with the answers that have come. */
  boolean takeAnswers() {
    boolean any = false;
    for (Runnable answer = answers.poll(); answer != null; answer = answers.poll()) {
      answer.run();
      any = true;
    }
    return any;
  }

  /** Looks whether what is stored leaves. */
  void watch(SegmentLog log) {
    stuck.check(System.nanoTime(), progress.head(), log.end() - progress.head());
  }

  /**
   * Gives the next records to the queue, as many as it should have at once.
   *
   * @return whether there were any
   */
  boolean send(SegmentLog log) {
    if (!queue.isOpen() || System.nanoTime() - notBefore < 0) {
      return false;
    }
    if (progress.mustRewind()) {
      if (progress.inFlight() > 0) {
        return false;
      }
      progress.rewind();
    }
    int done = 0;
    long expired = 0;
    long oldest = clock.millis() - maxAgeMillis;
    while (done < AT_ONCE && progress.next() < log.end() && hasRoom()) {
      if (progress.skip()) {
        continue;
      }
      done++;
      Stored stored = read(log);
      if (stored != null && stored.millis() < oldest) {
        progress.dropped();
        expired++;
      } else if (stored != null) {
        StoredDelivery delivery = new StoredDelivery(stored, progress.next());
        progress.sent();
        queue.offer(delivery, System.nanoTime());
      }
    }
    if (expired > 0) {
      dropped(expired, FailureClass.EXPIRED);
    }
    return done > 0;
  }

  /** The next record; null when it cannot be read, and is passed over with all like it. */
  private Stored read(SegmentLog log) {
    long next = progress.next();
    try {
      return log.read(next);
    } catch (DamagedException e) {
      long after = log.after(next);
      while (progress.next() < after) {
        progress.dropped();
      }
      dropped(after - next, FailureClass.STORE);
      return null;
    }
  }

  private void dropped(long count, FailureClass kind) {
    HostCode.run(() -> listener.dropped(count, kind));
  }

  private boolean hasRoom() {
    return progress.inFlight() < WINDOW && queue.bytes() < WINDOW_BYTES;
  }

  /** A stored record on its way to a broker. */
  private final class StoredDelivery extends PendingRecord {
    private final long sequence;
    private final long maxWait;

    StoredDelivery(Stored stored, long sequence) {
      super(stored.record(), stored.route(), StoredCodec.size(stored.record()));
      this.sequence = sequence;
      long left = stored.millis() + maxAgeMillis - clock.millis();
      this.maxWait = Duration.ofMillis(Math.max(0, left)).toNanos();
    }

    @Override
    protected long maxWaitNanos() {
      return maxWait;
    }

    @Override
    protected void acknowledged(RecordMetadata metadata) {
      answer(
          () -> {
            progress.acknowledged(sequence);
            HostCode.run(listener::delivered);
          });
    }

    @Override
    protected void failed(FailureClass kind, Throwable cause) {
      ProducerRecord<byte[], byte[]> record = payload();
      boolean old = System.nanoTime() - acceptedNanos() > maxWait;
      answer(() -> notSent(record, kind, cause, old));
    }

    private void notSent(
        ProducerRecord<byte[], byte[]> record, FailureClass kind, Throwable cause, boolean old) {
      boolean never =
          kind == FailureClass.TOO_LARGE
              || kind == FailureClass.RENDER
              || kind == FailureClass.REJECTED;
      if (never) {
        progress.gaveUp(sequence);
        HostCode.run(() -> listener.gaveUp(record, kind, cause));
      } else if (old) {
        progress.gaveUp(sequence);
        dropped(1, FailureClass.EXPIRED);
      } else {
        progress.failed(sequence);
        stuck.failed(kind);
        notBefore = System.nanoTime() + AGAIN;
      }
    }

    private void answer(Runnable answer) {
      answers.add(answer);
      wakeup.wake();
    }
  }
}
