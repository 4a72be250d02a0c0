package org.sluiceiot.kafka.connection.check;

import java.util.Locale;

/** Layers of a connection, from the outside in. */
public enum Layer {
  DNS,
  TCP,
  TLS,
  SASL,
  AUTHORISATION,
  TOPIC,
  GROUP,
  CLUSTER;

  /** As {@link org.sluiceiot.api.check.CheckReport.Step#layer} writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
