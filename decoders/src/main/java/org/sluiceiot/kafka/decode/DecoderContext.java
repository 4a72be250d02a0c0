package org.sluiceiot.kafka.decode;

import java.util.Map;
import org.sluiceiot.api.host.Host;

/**
 * What a decoder may know of its surroundings.
 *
 * @param integrationName for scripts ({@code integrationName})
 * @param metadata the integration's configured pairs
 * @param host clock and operator's policy
 */
public record DecoderContext(String integrationName, Map<String, String> metadata, Host host) {
  public DecoderContext {
    metadata = Map.copyOf(metadata);
  }
}
