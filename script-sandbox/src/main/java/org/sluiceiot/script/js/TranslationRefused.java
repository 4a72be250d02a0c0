package org.sluiceiot.script.js;

/** A script that cannot be translated; the caller tells the user, or falls back to other words. */
final class TranslationRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Places.Place place;
  private final String advice;

  /**
   * @param place where in the user's script; null where it is not known
   * @param message what is wrong with it
   * @param advice what to write instead
   */
  TranslationRefused(Places.Place place, String message, String advice) {
    super(message);
    this.place = place;
    this.advice = advice;
  }

  Places.Place place() {
    return place;
  }

  String advice() {
    return advice;
  }
}
