package org.sluiceiot.kafka.downlink.buffer;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.kafka.downlink.config.BufferConfig;
import org.sluiceiot.kafka.downlink.record.Draft;
import org.sluiceiot.kafka.downlink.send.FailureClass;
import org.sluiceiot.kafka.downlink.send.Outgoing;
import org.sluiceiot.kafka.downlink.send.Outlet;
import org.sluiceiot.kafka.downlink.send.SendException;
import org.sluiceiot.kafka.downlink.send.Wakeup;

/**
 * Stores records, then sends them in the order stored until a broker has them, over restarts too:
 * at least once. One thread of its own does all disk work. {@link #offer} and the methods without
 * "on the buffer's thread" are safe for any thread and never block.
 */
public final class DiskBuffer {
  private static final Logger LOG = LoggerFactory.getLogger(DiskBuffer.class);
  private static final int AT_ONCE = 4096;
  private static final int WINDOW = 10_000;
  private static final long WINDOW_BYTES = 32L << 20;
  private static final long TICK = Duration.ofMillis(100).toNanos();
  private static final long AGAIN = Duration.ofSeconds(1).toNanos();
  private static final long PATIENCE = Duration.ofSeconds(15).toNanos();

  private final Path directory;
  private final BufferConfig.Store limits;
  private final boolean dropOldest;
  private final Intake intake;
  private final Outlet outlet;
  private final Clock clock;
  private final BufferListener listener;
  private final Progress progress = new Progress();
  private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();
  private final Wakeup wakeup = new Wakeup();
  private final Thread thread;
  private SegmentLog log;
  private String trouble = "";
  private long notBefore = System.nanoTime();
  private long nextMark = notBefore;
  private final long started = System.nanoTime();
  private boolean everOpened;
  private volatile boolean closing;
  private volatile boolean ending;
  private volatile long waiting = Long.MAX_VALUE;
  private volatile long size;

  /**
   * @param dropOldest whether the oldest records make room when the disk limit is reached
   * @param intakeRecords most records that wait to be stored
   * @param outlet used by this buffer, and possibly by others
   */
  public DiskBuffer(
      Path directory,
      BufferConfig.Store limits,
      boolean dropOldest,
      int intakeRecords,
      long intakeBytes,
      Outlet outlet,
      Clock clock,
      BufferListener listener) {
    this.directory = directory;
    this.limits = limits;
    this.dropOldest = dropOldest;
    this.intake = new Intake(intakeRecords, intakeBytes);
    this.outlet = outlet;
    this.clock = clock;
    this.listener = listener;
    thread = new Thread(this::run, "sluice-buffer-" + Integer.toHexString(hashCode()));
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Takes a record; its outcome is told to it. */
  public void offer(Storable item) {
    if (closing) {
      item.failed(FailureClass.CLOSED, new SendException("the node is stopped", null));
    } else if (!intake.offer(item)) {
      String text = "%d messages wait to be stored already".formatted(intake.records());
      item.failed(FailureClass.OVERFLOW, new SendException(text, null));
    } else {
      wakeup.wake();
    }
  }

  /** Whether nothing is stored, waits to be stored, or is on its way. */
  public boolean isIdle() {
    return intake.records() == 0 && waiting == 0;
  }

  /** Records stored and not delivered; 0 until the files are open. */
  public long waiting() {
    long count = waiting;
    return count == Long.MAX_VALUE ? 0 : count;
  }

  /** Bytes on disk. */
  public long size() {
    return size;
  }

  /** Takes and sends no more; what was taken is still stored. */
  public void close() {
    closing = true;
    wakeup.wake();
  }

  /** After {@link #close} and the end of the outlet: writes down how far it came, and ends. */
  public void end() {
    closing = true;
    ending = true;
    wakeup.wake();
  }

  private void run() {
    while (true) {
      boolean last = ending;
      boolean busy = false;
      try {
        busy = turn();
      } catch (BufferException e) {
        failed(e);
      } catch (RuntimeException | Error e) {
        // Broad: without this thread nothing stored is sent; open the files anew and go on.
        LOG.error("the disk buffer goes on after a failure", e);
        failed(new BufferException(e.toString(), e));
      }
      if (last) {
        break;
      }
      if (!busy) {
        wakeup.await(TICK);
      }
    }
    end(new SendException("the node was stopped before this could be stored", null));
  }

  private boolean turn() {
    if (log == null) {
      open();
    }
    boolean busy = store();
    busy |= settle();
    if (!closing) {
      busy |= feed();
    }
    publish();
    return busy;
  }

  private void open() {
    if (System.nanoTime() - notBefore < 0) {
      throw new BufferException(trouble, null);
    }
    log = new SegmentLog(directory, limits, everOpened ? progress.head() : 0);
    if (!everOpened) {
      progress.start(log.head());
      everOpened = true;
    }
    for (Path aside : log.damaged()) {
      trouble = "a damaged file of the disk buffer was set aside: " + aside.getFileName();
      listener.trouble(trouble);
    }
  }

  private void failed(BufferException e) {
    if (log != null) {
      log.close();
      log = null;
    }
    if (System.nanoTime() - notBefore >= 0) {
      notBefore = System.nanoTime() + (everOpened ? AGAIN : TICK);
      LOG.debug("the disk buffer is not usable", e);
    }
    trouble = e.getMessage();
    listener.trouble(trouble);
    settle();
    // At first the node's previous instance may still hold the files: what comes waits for them.
    if (everOpened || ending || System.nanoTime() - started > PATIENCE) {
      refuse(intake.poll(Integer.MAX_VALUE), FailureClass.STORE, e);
    }
  }

  private void refuse(List<Storable> batch, FailureClass kind, Throwable cause) {
    batch.forEach(item -> item.failed(kind, cause));
    intake.settled(batch);
  }

  private boolean store() {
    List<Storable> batch = intake.poll(AT_ONCE);
    if (batch.isEmpty()) {
      return false;
    }
    if (log.isFull() && !makeRoom()) {
      String text = "the disk buffer is full: " + limits.limit();
      refuse(batch, FailureClass.OVERFLOW, new SendException(text, null));
      return true;
    }
    long now = clock.millis();
    try {
      log.append(batch.stream().map(item -> encode(item.draft(), now)).toList());
    } catch (BufferException e) {
      refuse(batch, FailureClass.STORE, e);
      throw e;
    }
    if (!trouble.isEmpty()) {
      trouble = "";
      listener.trouble("");
    }
    // Published first: who sees a message stored also sees that the buffer is not idle.
    waiting = log.end() - progress.head();
    batch.forEach(Storable::stored);
    intake.settled(batch);
    return true;
  }

  private static byte[] encode(Draft draft, long now) {
    return StoredCodec.encode(new Stored(draft.record(), draft.route(), now));
  }

  private boolean makeRoom() {
    if (!dropOldest) {
      return false;
    }
    long unread = progress.next();
    log.dropOldest();
    progress.skipTo(log.head());
    listener.dropped(Math.max(0, log.head() - unread), FailureClass.OVERFLOW);
    return !log.isFull();
  }

  private boolean settle() {
    boolean any = false;
    for (Runnable answer = answers.poll(); answer != null; answer = answers.poll()) {
      answer.run();
      any = true;
    }
    if (log != null) {
      if (any) {
        log.setHead(progress.head());
      }
      if (System.nanoTime() - nextMark >= 0) {
        nextMark = System.nanoTime() + TICK;
        log.mark();
      }
    }
    return any;
  }

  private boolean feed() {
    if (!outlet.isOpen() || System.nanoTime() - notBefore < 0) {
      return false;
    }
    if (progress.mustRewind()) {
      if (progress.inFlight() > 0) {
        return false;
      }
      progress.rewind();
    }
    int sent = 0;
    long expired = 0;
    long oldest = clock.millis() - limits.maxAge().toMillis();
    while (sent + expired < AT_ONCE && progress.next() < log.end() && roomInOutlet()) {
      if (progress.skip()) {
        continue;
      }
      Stored stored = log.read(progress.next());
      if (stored.millis() < oldest) {
        progress.dropped();
        expired++;
      } else {
        Delivery delivery = new Delivery(stored, progress.next());
        progress.sent();
        outlet.offer(delivery, System.nanoTime());
        sent++;
      }
    }
    if (expired > 0) {
      log.setHead(progress.head());
      listener.dropped(expired, FailureClass.EXPIRED);
    }
    return sent + expired > 0;
  }

  private boolean roomInOutlet() {
    return progress.inFlight() < WINDOW && outlet.bytes() < WINDOW_BYTES;
  }

  private void publish() {
    waiting = log.end() - progress.head();
    size = log.size();
  }

  private void end(SendException cause) {
    refuse(intake.poll(Integer.MAX_VALUE), FailureClass.CLOSED, cause);
    if (log != null) {
      try {
        log.mark();
      } catch (BufferException e) {
        LOG.warn("records may be sent again after the next start: {}", e.getMessage());
      }
      log.close();
    }
  }

  /** A stored record on its way to a broker. */
  private final class Delivery extends Outgoing {
    private final long sequence;
    private final long patience;

    Delivery(Stored stored, long sequence) {
      super(stored.record(), stored.route(), StoredCodec.size(stored.record()));
      this.sequence = sequence;
      long left = stored.millis() + limits.maxAge().toMillis() - clock.millis();
      this.patience = Duration.ofMillis(Math.max(0, left)).toNanos();
    }

    @Override
    protected long patienceNanos() {
      return patience;
    }

    @Override
    protected void acknowledged(RecordMetadata metadata) {
      answer(
          () -> {
            progress.acknowledged(sequence);
            listener.delivered();
          });
    }

    @Override
    protected void failed(FailureClass kind, Throwable cause) {
      ProducerRecord<byte[], byte[]> record = payload();
      boolean old = System.nanoTime() - acceptedNanos() > patience;
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
        listener.gaveUp(record, kind, cause);
      } else if (old) {
        progress.gaveUp(sequence);
        listener.dropped(1, FailureClass.EXPIRED);
      } else {
        progress.failed(sequence);
        notBefore = System.nanoTime() + AGAIN;
      }
    }

    private void answer(Runnable answer) {
      answers.add(answer);
      wakeup.wake();
    }
  }
}
