package org.sluiceiot.script.js;

/**
 * A script in older words.
 *
 * @param text what the engine reads
 * @param places where each line of it came from
 */
record Translation(String text, Places places) {}
