package org.sluiceiot.script.js;

/** Turns newer JavaScript into what the engine understands. Safe for any thread. */
interface Translator {
  /**
   * @param source a whole program; its first line is not the user's, whose lines count from there
   * @return the same in older words
   * @throws TranslationRefused it is no JavaScript, or holds what cannot be translated
   */
  Translation translate(String source) throws TranslationRefused;
}
