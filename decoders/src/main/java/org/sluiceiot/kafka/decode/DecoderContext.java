package org.sluiceiot.kafka.decode;

import java.util.Map;
import org.sluiceiot.api.host.Host;

/**
 * What a decoder may know of its surroundings.
 *
 * @param integrationName for scripts ({@code integrationName})
 * @param metadata the integration's configured pairs
 * @param host clock and operator's policy
 * @param tenant whose decoder it is; scripts of one tenant share what threads it may have
 */
public record DecoderContext(
    String integrationName, Map<String, String> metadata, Host host, String tenant) {
  /** Where there is one tenant only, such as on the command line. */
  public DecoderContext(String integrationName, Map<String, String> metadata, Host host) {
    this(integrationName, metadata, host, "");
  }

  public DecoderContext {
    metadata = Map.copyOf(metadata);
  }
}
