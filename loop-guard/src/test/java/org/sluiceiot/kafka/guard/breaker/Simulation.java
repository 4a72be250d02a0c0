package org.sluiceiot.kafka.guard.breaker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An uplink, a rule chain, a downlink and an intermediary in virtual time, of one millisecond a
 * step: shows what the breaker does in every kind of traffic within moments of real time.
 */
final class Simulation {
  private final Queue<byte[]> topic = new ArrayDeque<>();
  private final PriorityQueue<Timed> later = new PriorityQueue<>();
  private final ReturnTable table = new ReturnTable();
  private final List<Out> outs;
  private final Breaker breaker;
  private long now;
  private long ends;
  long passes;
  int trials;
  int opened;
  int closed;
  long openedAt;
  long heldMillis;

  /** How long from a write to its way back into the topic; negative when it does not come back. */
  int lagMillis = -1;

  /** Copies that come back per write. */
  int copies = 1;

  boolean changesPayload;

  /** Records that a message becomes; the copies are of the first. */
  int fanOut = 1;

  /** Records that the uplink takes in per millisecond at most. */
  int speed = 500;

  /** Reads what this one's downlink writes; null for nobody. */
  Simulation next;

  private int serial;

  private record Timed(long at, byte[] value) implements Comparable<Timed> {
    @Override
    public int compareTo(Timed other) {
      return Long.compare(at, other.at);
    }
  }

  private static final class Out implements Writer {
    private long writes;

    @Override
    public long writes() {
      return writes;
    }

    @Override
    public String words() {
      return "downlink 'out'";
    }
  }

  Simulation() {
    this(new TrialPermit());
  }

  Simulation(TrialPermit permit) {
    this(permit, 1);
  }

  /**
   * @param writers downlinks that take the messages in turn
   */
  Simulation(TrialPermit permit, int writers) {
    outs = Stream.generate(Out::new).limit(writers).toList();
    breaker =
        new Breaker(
            () -> TimeUnit.MILLISECONDS.toNanos(now),
            permit,
            "tenant",
            Duration.ofMinutes(1),
            () -> List.copyOf(outs),
            new Breaker.Listener() {
              @Override
              public void trial() {
                trials++;
              }

              @Override
              public void opened(Writer guilty, Duration coolDown, boolean again) {
                opened++;
                openedAt = opened == 1 ? now : openedAt;
              }

              @Override
              public void closed() {
                closed++;
              }
            });
  }

  /** Appends to the uplink's topic. */
  void arrives(byte[] value) {
    ends++;
    topic.add(value);
  }

  /** What arrives in one millisecond. */
  interface Source {
    void at(long millis);
  }

  void run(Duration time, Source source) {
    for (long end = now + time.toMillis(); now < end; ) {
      source.at(now);
      step();
    }
  }

  /** One millisecond. */
  void step() {
    while (!later.isEmpty() && later.peek().at <= now) {
      arrives(later.poll().value);
    }
    if (breaker.hold(() -> ends).paused()) {
      heldMillis++;
    } else {
      for (int i = 0; i < speed && !topic.isEmpty(); i++) {
        pass(topic.poll());
      }
    }
    now++;
  }

  private void pass(byte[] value) {
    passes++;
    long nanos = TimeUnit.MILLISECONDS.toNanos(now);
    breaker.ingested(1);
    ReturnTable.Return back = table.read(value, () -> nanos);
    if (back != null) {
      breaker.returned(outs.get(back.writer()), back.times(), back.lag());
    }
    int writer = (int) (passes % outs.size());
    outs.get(writer).writes += fanOut;
    table.wrote(writer, value, nanos);
    if (next != null) {
      next.arrives(value);
    }
    for (int i = 0; lagMillis >= 0 && i < copies; i++) {
      byte[] copy = changesPayload ? ("changed" + serial++).getBytes() : value;
      later.add(new Timed(now + Math.max(1, lagMillis), copy));
    }
  }
}
