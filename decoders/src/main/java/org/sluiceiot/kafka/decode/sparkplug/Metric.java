package org.sluiceiot.kafka.decode.sparkplug;

/**
 * A metric as it travels.
 *
 * @param name empty when only the alias is given
 * @param alias {@link #NO_ALIAS} when none is given
 * @param time milliseconds since 1970; negative when it has none
 * @param type by the numbers of {@link DataTypes}; 0 when none is given
 * @param raw Integer and Long for the fields of that size, which are unsigned; Float, Double,
 *     Boolean, String, byte array, {@link DataSet} or {@link MetricTemplate}; null without a value
 */
record Metric(String name, long alias, long time, int type, Object raw) {
  static final long NO_ALIAS = -1;

  boolean aliased() {
    return alias != NO_ALIAS;
  }

  /** Whether this number is another one when its type has a sign. */
  boolean needsSign() {
    return (raw instanceof Integer word && word < 0) || (raw instanceof Long both && both < 0);
  }
}
