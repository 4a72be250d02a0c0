package org.sluiceiot.kafka.decode;

import java.util.Map;
import org.sluiceiot.api.host.Host;

/**
 * What a decoder may know of its surroundings.
 *
 * @param integrationName for scripts ({@code integrationName})
 * @param metadata the integration's configured pairs
 * @param host clock, operator's policy, and a directory for what must outlive a restart
 * @param trial whether records are only tried: what the host keeps is read, but not changed
 */
public record DecoderContext(
    String integrationName, Map<String, String> metadata, Host host, boolean trial) {

  /** The surroundings of a decoder that works. */
  public DecoderContext(String integrationName, Map<String, String> metadata, Host host) {
    this(integrationName, metadata, host, false);
  }

  public DecoderContext {
    metadata = Map.copyOf(metadata);
  }
}
