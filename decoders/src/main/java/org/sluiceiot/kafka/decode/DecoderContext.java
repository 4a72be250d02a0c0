package org.sluiceiot.kafka.decode;

import java.util.Map;
import org.sluiceiot.api.host.Host;

/**
 * What a decoder may know of its surroundings.
 *
 * @param integrationName for scripts ({@code integrationName})
 * @param metadata the integration's configured pairs
 * @param host clock and operator's policy
 * @param notes what the decoder leaves out
 */
public record DecoderContext(
    String integrationName, Map<String, String> metadata, Host host, DecoderNotes notes) {
  public DecoderContext {
    metadata = Map.copyOf(metadata);
  }

  /** With notes of its own. */
  public DecoderContext(String integrationName, Map<String, String> metadata, Host host) {
    this(integrationName, metadata, host, new DecoderNotes());
  }

  /** The same surroundings for one more decoder, with notes of its own. */
  public DecoderContext another() {
    return new DecoderContext(integrationName, metadata, host);
  }

  /** How values are kept by decoders that offer no choice: texts as texts, only finite numbers. */
  public Values values() {
    return new Values(NumericText.KEEP, NonFinite.SKIP, notes);
  }
}
