package org.sluiceiot.kafka.downlink.buffer;

/** The disk buffer cannot be used now: full, locked, or not writable. */
class BufferException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BufferException(String message, Throwable cause) {
    super(message, cause);
  }
}
