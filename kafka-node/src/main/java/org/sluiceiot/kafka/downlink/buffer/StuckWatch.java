package org.sluiceiot.kafka.downlink.buffer;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.sluiceiot.kafka.downlink.send.FailureClass;

/**
 * Finds stored records that do not leave although brokers answer, whatever keeps them: nobody would
 * miss them, since their messages have succeeded. For the buffer's thread.
 */
final class StuckWatch {
  private static final long LONGEST = Duration.ofSeconds(60).toNanos();

  private final BooleanSupplier connected;
  private final BooleanSupplier open;
  private final Consumer<String> told;
  private long lastHead = -1;
  private long since;
  private boolean stuck;
  private FailureClass reason;

  /**
   * @param connected whether brokers answer
   * @param open whether the loop guard lets records pass
   * @param told one sentence for the user when records are stuck; an empty text when it is over
   */
  StuckWatch(BooleanSupplier connected, BooleanSupplier open, Consumer<String> told) {
    this.connected = connected;
    this.open = open;
    this.told = told;
  }

  /** A record could not be sent and is to be sent again. */
  void failed(FailureClass kind) {
    reason = kind;
  }

  /**
   * @param head the first record that has not arrived
   * @param waiting records from there on
   */
  void check(long now, long head, long waiting) {
    if (head != lastHead || waiting == 0 || !connected.getAsBoolean()) {
      boolean over = stuck && (head != lastHead || waiting == 0);
      lastHead = head;
      since = now;
      if (over) {
        stuck = false;
        reason = null;
        told.accept("");
      }
    } else if (!stuck && now - since > LONGEST) {
      stuck = true;
      String text =
          "%d stored messages have not been sent for %d seconds, though the broker answers: %s"
              .formatted(waiting, LONGEST / 1_000_000_000L, why());
      told.accept(text);
    }
  }

  private String why() {
    if (!open.getAsBoolean()) {
      return "the loop guard has not let this node pass";
    }
    return reason == null ? "no answer for the first of them" : "class " + reason.id();
  }
}
