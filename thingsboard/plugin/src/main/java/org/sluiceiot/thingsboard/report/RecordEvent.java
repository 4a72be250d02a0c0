package org.sluiceiot.thingsboard.report;

/**
 * A record as a debug event shows it.
 *
 * @param direction {@code IN} or {@code OUT}
 * @param relation null on its way in
 * @param data the payload, may be null
 * @param metadata a JSON object
 * @param error null unless it failed
 */
record RecordEvent(String direction, String relation, String data, String metadata, String error) {
  /** How the page shows the data. */
  String dataType() {
    String start = data == null ? "" : data.stripLeading();
    return start.startsWith("{") || start.startsWith("[") ? "JSON" : "TEXT";
  }
}
