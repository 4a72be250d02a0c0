package org.sluiceiot.kafka.decode.sparkplug;

import java.util.List;

/**
 * A table.
 *
 * @param types of the columns
 * @param rows values as in {@link Metric#raw}; null where an element is empty
 */
record DataSet(List<String> columns, List<Integer> types, List<List<Object>> rows) {}
