package org.sluiceiot.kafka.downlink.send;

import org.slf4j.LoggerFactory;

/**
 * Runs code of the host, whatever it throws: a failure of the host in one report must not end the
 * thread that works for all messages, nor keep the next message from its outcome.
 */
public final class HostCode {
  private static final RareLog LOG = new RareLog(LoggerFactory.getLogger(HostCode.class));

  private HostCode() {}

  /** Runs it; never under a lock of ours. Never throws. */
  public static void run(Runnable call) {
    try {
      call.run();
    } catch (Throwable e) {
      // Broad, as the class says.
      failed(e);
    }
  }

  /** Logs what the host's code threw. Never throws. */
  public static void failed(Throwable e) {
    LOG.error("the host failed to take a report", e);
  }
}
