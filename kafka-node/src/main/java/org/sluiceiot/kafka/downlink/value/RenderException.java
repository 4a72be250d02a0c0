package org.sluiceiot.kafka.downlink.value;

/** A message cannot be turned into a record; the text says why. */
public final class RenderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RenderException(String message) {
    super(message, null, false, false);
  }
}
