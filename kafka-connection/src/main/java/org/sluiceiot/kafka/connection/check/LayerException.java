package org.sluiceiot.kafka.connection.check;

/** A connection fails at a layer. The message is one sentence for the user, without secrets. */
public class LayerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Layer layer;
  private final String hint;

  /**
   * @param hint what to do about it
   */
  public LayerException(Layer layer, String message, String hint) {
    super(message);
    this.layer = layer;
    this.hint = hint;
  }

  public LayerException(Layer layer, String message, String hint, Throwable cause) {
    super(message, cause);
    this.layer = layer;
    this.hint = hint;
  }

  public final Layer layer() {
    return layer;
  }

  public final String hint() {
    return hint;
  }
}
