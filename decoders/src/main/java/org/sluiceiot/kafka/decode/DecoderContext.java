package org.sluiceiot.kafka.decode;

import java.util.Map;
import org.sluiceiot.api.host.Host;

/**
 * What a decoder may know of its surroundings.
 *
 * @param integrationName for scripts ({@code integrationName})
 * @param metadata the integration's configured pairs
 * @param host clock, operator's policy, and a directory for what must outlive a restart
 * @param notes what the decoder leaves out
 * @param trial whether records are only tried: what the host keeps is read, but not changed
 */
public record DecoderContext(
    String integrationName,
    Map<String, String> metadata,
    Host host,
    DecoderNotes notes,
    boolean trial) {
  public DecoderContext {
    metadata = Map.copyOf(metadata);
  }

  /** With notes of its own, for a decoder that works. */
  public DecoderContext(String integrationName, Map<String, String> metadata, Host host) {
    this(integrationName, metadata, host, false);
  }

  /** With notes of its own. */
  public DecoderContext(
      String integrationName, Map<String, String> metadata, Host host, boolean trial) {
    this(integrationName, metadata, host, new DecoderNotes(), trial);
  }

  /** The same surroundings for one more decoder, with notes of its own. */
  public DecoderContext another() {
    return new DecoderContext(integrationName, metadata, host, trial);
  }

  /** How values are kept by decoders that offer no choice: texts as texts, only finite numbers. */
  public Values values() {
    return new Values(NumericText.KEEP, NonFinite.SKIP, notes);
  }
}
