package org.sluiceiot.script.js;

/** A script failed or was stopped; the message says so in words, with line and column if known. */
public final class JsFailure extends Exception {
  private static final long serialVersionUID = 1L;

  JsFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
