package org.sluiceiot.platform.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.sluiceiot.api.message.TenantId;

/**
 * The live streams that are open, shared fairly: each takes a thread of the server, so their number
 * is bounded, and when all are taken the tenant that has the most gives its oldest to one that has
 * fewer. Safe for any thread; the streams' ends are called under its lock and must not block.
 */
final class OpenStreams {
  private static final int PER_USER = 16;
  static final int ALTOGETHER = 100;

  private final List<Stream> open = new ArrayList<>();
  private boolean closed;
  private int running;

  /**
   * One stream's place.
   *
   * @param allowed whether it may go on; may block
   * @param end ends it soon; no two streams have the same
   */
  private record Stream(String user, TenantId tenant, BooleanSupplier allowed, Runnable end) {}

  /** Gives a place back. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * @param allowed see {@link #endForbidden}
   * @param end called when the place is wanted for another, or the stream may not go on
   * @throws ApiException 429: there is no place for this user or this tenant
   */
  synchronized Place take(String user, TenantId tenant, BooleanSupplier allowed, Runnable end) {
    boolean tooMany = open.stream().filter(other -> other.user().equals(user)).count() >= PER_USER;
    if (closed || tooMany) {
      throw full();
    }
    if (open.size() >= ALTOGETHER) {
      Stream leaves = oldestOfTheLargest(tenant).orElseThrow(OpenStreams::full);
      open.remove(leaves);
      leaves.end().run();
    }
    Stream stream = new Stream(user, tenant, allowed, end);
    open.add(stream);
    running++;
    return () -> leave(stream);
  }

  private static ApiException full() {
    return new ApiException(429, "", "too many live streams are open", "close other pages");
  }

  /** Of the tenant with the most streams, if the one that asks would still have fewer. */
  private Optional<Stream> oldestOfTheLargest(TenantId asking) {
    Map<TenantId, Long> counts =
        open.stream().collect(Collectors.groupingBy(Stream::tenant, Collectors.counting()));
    TenantId largest =
        counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return counts.get(largest) > counts.getOrDefault(asking, 0L) + 1
        ? open.stream().filter(stream -> stream.tenant().equals(largest)).findFirst()
        : Optional.empty();
  }

  /** Ends the streams that may not go on; asks for each, not under the lock. */
  void endForbidden() {
    List<Stream> all;
    synchronized (this) {
      all = List.copyOf(open);
    }
    for (Stream stream : all) {
      if (!stream.allowed().getAsBoolean()) {
        stream.end().run();
      }
    }
  }

  private synchronized void leave(Stream stream) {
    open.remove(stream);
    running--;
    notifyAll();
  }

  /** Ends all, and waits until they have ended, or so long. */
  synchronized void endAll(long nanos) {
    closed = true;
    open.forEach(stream -> stream.end().run());
    long deadline = System.nanoTime() + nanos;
    try {
      for (long left = nanos; running > 0 && left > 0; left = deadline - System.nanoTime()) {
        wait(Math.max(1, left / 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
