package org.sluiceiot.kafka.decode.sparkplug;

import java.util.List;

/**
 * A value of a type that the edge node defined.
 *
 * @param reference name of the definition
 * @param parameters as metrics without a time
 * @param definition whether it is the definition itself, which is no value
 */
record MetricTemplate(
    String reference,
    String version,
    List<Metric> metrics,
    List<Metric> parameters,
    boolean definition) {}
