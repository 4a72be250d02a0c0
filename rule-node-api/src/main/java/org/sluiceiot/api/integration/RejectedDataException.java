package org.sluiceiot.api.integration;

/** The host refuses this data for good; delivering it again would not help. */
public class RejectedDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong with the data, with the path or the name of the entity
   */
  public RejectedDataException(String message) {
    super(message);
  }
}
