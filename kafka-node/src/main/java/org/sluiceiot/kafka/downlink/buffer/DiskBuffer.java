package org.sluiceiot.kafka.downlink.buffer;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.host.Backoff;
import org.sluiceiot.api.host.State;
import org.sluiceiot.kafka.downlink.config.BufferConfig;
import org.sluiceiot.kafka.downlink.send.ErrorWords;
import org.sluiceiot.kafka.downlink.send.FailureClass;
import org.sluiceiot.kafka.downlink.send.HostCode;
import org.sluiceiot.kafka.downlink.send.RareLog;
import org.sluiceiot.kafka.downlink.send.SendException;
import org.sluiceiot.kafka.downlink.send.SendQueue;
import org.sluiceiot.kafka.downlink.send.Wakeup;

/**
 * Stores records, then sends them in the order stored until a broker has them, over restarts too:
 * at least once. One thread of its own does all disk work; whatever is thrown there, it opens the
 * files anew and goes on. {@link #offer} and everything else that is public is safe for any thread
 * and never blocks.
 */
public final class DiskBuffer {
  private static final Logger LOG = LoggerFactory.getLogger(DiskBuffer.class);
  private static final RareLog UNSTORABLE = new RareLog(LOG);
  private static final int AT_ONCE = 4096;
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final long RECOVERED = Duration.ofSeconds(5).toNanos();

  /** So long a node that was just saved may wait for the files of the one before it, untold. */
  private static final long SUCCESSION = Duration.ofSeconds(5).toNanos();

  /** So long its messages may. */
  private static final long LONGEST_SUCCESSION = Duration.ofSeconds(15).toNanos();

  private static final SendException STOPPED = new SendException("the node is stopped", null);

  private final Path directory;
  private final BufferConfig.Store limits;
  private final boolean dropOldest;
  private final StoreQueue intake;
  private final Clock clock;
  private final BufferListener listener;
  private final Wakeup wakeup = new Wakeup();
  private final StoredSender sender;
  private final Backoff pauses = new Backoff(TICK, LONGEST_PAUSE);
  private final Thread thread;
  private final long started = System.nanoTime();
  private SegmentLog log;
  private String trouble = "";
  private long lastFailure = started;
  private long notBefore = started;
  private long nextMark = started;
  private boolean everOpened;
  private volatile boolean closing;
  private volatile boolean ending;
  private volatile long waiting = Long.MAX_VALUE;
  private volatile long size;

  /**
   * @param dropOldest whether the oldest records make room when the disk limit is reached
   * @param intakeRecords most records that wait to be stored
   * @param queue used by this buffer, and possibly by others
   */
  public DiskBuffer(
      Path directory,
      BufferConfig.Store limits,
      boolean dropOldest,
      int intakeRecords,
      long intakeBytes,
      SendQueue queue,
      Clock clock,
      BufferListener listener) {
    this.directory = directory;
    this.limits = limits;
    this.dropOldest = dropOldest;
    this.intake = new StoreQueue(intakeRecords, intakeBytes);
    this.clock = clock;
    this.listener = listener;
    sender = new StoredSender(queue, clock, limits.maxAge(), listener, wakeup);
    thread = new Thread(this::run, "sluice-buffer-" + Integer.toHexString(hashCode()));
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Takes a record; its outcome is told to it. Throws only before it takes the record. */
  public void offer(Storable item) {
    if (closing) {
      item.failed(FailureClass.CLOSED, STOPPED);
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

  /** After {@link #close} and the end of the queue: writes down how far it came, and ends. */
  public void end() {
    closing = true;
    ending = true;
    wakeup.wake();
  }

  private void run() {
    boolean last = false;
    while (!last) {
      last = ending;
      boolean busy = false;
      try {
        busy = turn();
      } catch (Throwable e) {
        // Broad: without this thread nothing stored is sent; open the files anew and go on.
        failed(e);
      }
      if (!last && !busy) {
        wakeup.await(TICK.toNanos());
      }
    }
    refuseAll(FailureClass.CLOSED, STOPPED);
    closeLog();
  }

  private boolean turn() {
    if (log == null && !open()) {
      sender.takeAnswers();
      refuseWhileClosed();
      return false;
    }
    boolean busy = store();
    busy |= settle();
    if (!closing) {
      busy |= sender.send(log);
      sender.watch(log);
    }
    publish();
    recovered();
    if (busy) {
      pauses.reset();
    }
    return busy;
  }

  /** Whether the files could be opened; not before it is time to try again. */
  private boolean open() {
    if (System.nanoTime() - notBefore < 0) {
      return false;
    }
    Progress progress = sender.progress();
    log = new SegmentLog(directory, limits, everOpened ? progress.head() : 0);
    long found = log.end() - log.head();
    if (!everOpened) {
      progress.start(log.head());
      everOpened = true;
      if (found > 0) {
        HostCode.run(() -> listener.found(found));
      }
    }
    for (Path aside : log.damaged()) {
      HostCode.run(() -> listener.damaged(aside.getFileName().toString()));
    }
    return true;
  }

  /** After a turn without a failure. */
  private void recovered() {
    if (!trouble.isEmpty() && System.nanoTime() - lastFailure > RECOVERED) {
      trouble = "";
      HostCode.run(listener::works);
    }
  }

  /** Never throws. */
  private void failed(Throwable e) {
    boolean expected = e instanceof BufferException;
    HostCode.run(
        () -> {
          if (expected) {
            LOG.debug("the disk buffer is not usable", e);
          } else {
            LOG.error("the disk buffer goes on after a failure", e);
          }
        });
    closeLog();
    lastFailure = System.nanoTime();
    notBefore = lastFailure + (everOpened ? pauses.next().toNanos() : TICK.toNanos());
    trouble = words(e);
    // A node that was just saved finds the files in use by the one before it, for some seconds.
    boolean usual = e instanceof BufferInUseException && lastFailure - started < SUCCESSION;
    if (!usual) {
      State state = expected ? State.DEGRADED : State.FAILED;
      String reason = expected ? trouble : trouble + "; it opens its files again";
      HostCode.run(() -> listener.trouble(state, reason));
    }
    HostCode.run(sender::takeAnswers);
    refuseWhileClosed();
  }

  private static String words(Throwable e) {
    return e instanceof BufferException
        ? e.getMessage()
        : "the disk buffer was ended by " + ErrorWords.of(e);
  }

  /** At first the node's previous instance may still hold the files: what comes waits for them. */
  private void refuseWhileClosed() {
    if (everOpened || ending || System.nanoTime() - started > LONGEST_SUCCESSION) {
      refuseAll(FailureClass.STORE, new SendException(trouble, null));
    }
  }

  private void refuseAll(FailureClass kind, Throwable cause) {
    List<Storable> batch = intake.poll(Integer.MAX_VALUE);
    batch.forEach(item -> fail(item, kind, cause));
    intake.settled(batch);
  }

  private static void fail(Storable item, FailureClass kind, Throwable cause) {
    HostCode.run(() -> item.failed(kind, cause));
  }

  private boolean store() {
    List<Storable> batch = intake.poll(AT_ONCE);
    if (batch.isEmpty()) {
      return false;
    }
    try {
      store(encoded(batch));
    } finally {
      intake.settled(batch);
    }
    return true;
  }

  /** A record and its bytes on disk. */
  private record Encoded(Storable item, byte[] bytes) {}

  /** All that have bytes; the others have their outcome. */
  private List<Encoded> encoded(List<Storable> batch) {
    long now = clock.millis();
    List<Encoded> encoded = new ArrayList<>(batch.size());
    for (Storable item : batch) {
      try {
        Stored stored = new Stored(item.draft().record(), item.draft().route(), now);
        encoded.add(new Encoded(item, StoredCodec.encode(stored)));
      } catch (Throwable e) {
        // Broad: what one record does to the encoder is not the failure of the others.
        UNSTORABLE.error("a record could not be stored", e);
        String text = "the record cannot be stored because of " + ErrorWords.of(e);
        fail(item, FailureClass.RENDER, new SendException(text, e));
      }
    }
    return encoded;
  }

  private void store(List<Encoded> batch) {
    boolean room;
    try {
      room = !log.isFull() || makeRoom();
      if (room) {
        log.append(batch.stream().map(Encoded::bytes).toList());
      }
    } catch (Throwable e) {
      // Broad: these were taken out of the queue, so they need their outcome here.
      SendException cause = new SendException(words(e), e);
      batch.forEach(each -> fail(each.item(), FailureClass.STORE, cause));
      throw e;
    }
    if (!room) {
      SendException cause = new SendException("the disk buffer is full: " + limits.limit(), null);
      batch.forEach(each -> fail(each.item(), FailureClass.OVERFLOW, cause));
      return;
    }
    // Published first: who sees a message stored also sees that the buffer is not idle.
    publish();
    batch.forEach(each -> HostCode.run(each.item()::stored));
  }

  private boolean makeRoom() {
    if (!dropOldest) {
      return false;
    }
    Progress progress = sender.progress();
    long unread = progress.next();
    log.dropOldest();
    progress.skipTo(log.head());
    long lost = log.head() - unread;
    if (lost > 0) {
      HostCode.run(() -> listener.dropped(lost, FailureClass.OVERFLOW));
    }
    return !log.isFull();
  }

  private boolean settle() {
    boolean any = sender.takeAnswers();
    log.setHead(sender.progress().head());
    if (System.nanoTime() - nextMark >= 0) {
      nextMark = System.nanoTime() + TICK.toNanos();
      log.mark();
    }
    return any;
  }

  private void publish() {
    waiting = log.end() - sender.progress().head();
    size = log.size();
  }

  /** Never throws. */
  private void closeLog() {
    SegmentLog closed = log;
    log = null;
    if (closed == null) {
      return;
    }
    try {
      closed.mark();
    } catch (Throwable e) {
      // Broad: the mark only spares records that would be sent again.
      HostCode.run(() -> LOG.warn("records may be sent again after the next start", e));
    }
    closed.close();
  }
}
