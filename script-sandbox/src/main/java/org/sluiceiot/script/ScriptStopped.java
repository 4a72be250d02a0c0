package org.sluiceiot.script;

/** Why a script was ended; an error, so that no script can catch it. */
public final class ScriptStopped extends Error {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one sentence for the user
   */
  public ScriptStopped(String message) {
    super(message, null, false, false);
  }
}
