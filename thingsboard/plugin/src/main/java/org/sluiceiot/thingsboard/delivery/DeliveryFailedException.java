package org.sluiceiot.thingsboard.delivery;

/** ThingsBoard failed on this data for a reason that is neither known to pass nor a refusal. */
public final class DeliveryFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what failed, in words for the tenant; the cause is for the server's log alone
   */
  DeliveryFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
