package org.sluiceiot.kafka.decode;

/** A record cannot be decoded now, but may be later: something that decoding needs is away. */
public class TransientDecodeException extends DecodeException {
  private static final long serialVersionUID = 1L;

  public TransientDecodeException(String message, Throwable cause) {
    super(message, cause);
  }
}
