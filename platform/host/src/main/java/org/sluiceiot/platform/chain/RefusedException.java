package org.sluiceiot.platform.chain;

/** A rule, such as the loop guard, forbids what was asked for; nothing was changed. */
public class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String path;

  /**
   * @param path of the part that was refused; possibly empty
   * @param message the reason in words
   */
  public RefusedException(String path, String message) {
    super(message);
    this.path = path;
  }

  public String path() {
    return path;
  }
}
