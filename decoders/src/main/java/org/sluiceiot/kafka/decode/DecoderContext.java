package org.sluiceiot.kafka.decode;

import java.util.Map;
import org.sluiceiot.api.host.Host;

/**
 * What a decoder may know of its surroundings.
 *
 * @param integrationName for scripts ({@code integrationName})
 * @param metadata the integration's configured pairs
 * @param host clock, operator's policy, and a directory for what must outlive a restart
 * @param tenant whose decoder it is; scripts of one tenant share what threads it may have
 * @param notes what the decoder leaves out
 * @param trial whether records are only tried: what the host keeps is read, but not changed
 * @param maxUnpacked bytes to which a value, and the blocks of a file in it, may unpack
 */
public record DecoderContext(
    String integrationName,
    Map<String, String> metadata,
    Host host,
    String tenant,
    DecoderNotes notes,
    boolean trial,
    long maxUnpacked) {
  private static final long UNPACKED = 16L << 20;

  public DecoderContext {
    metadata = Map.copyOf(metadata);
  }

  /** Where there is one tenant only, such as on the command line; with notes of its own. */
  public DecoderContext(String integrationName, Map<String, String> metadata, Host host) {
    this(integrationName, metadata, host, "", new DecoderNotes(), false);
  }

  /** Where nobody says how much a value may unpack to. */
  public DecoderContext(
      String integrationName,
      Map<String, String> metadata,
      Host host,
      String tenant,
      DecoderNotes notes,
      boolean trial) {
    this(integrationName, metadata, host, tenant, notes, trial, UNPACKED);
  }

  /** The same surroundings for one more decoder, with notes of its own. */
  public DecoderContext another() {
    return new DecoderContext(
        integrationName, metadata, host, tenant, new DecoderNotes(), trial, maxUnpacked);
  }

  /** The same surroundings, in which records are only tried. */
  public DecoderContext onTrial() {
    return new DecoderContext(integrationName, metadata, host, tenant, notes, true, maxUnpacked);
  }

  /** How values are kept by decoders that offer no choice: texts as texts, only finite numbers. */
  public Values values() {
    return new Values(NumericText.KEEP, NonFinite.SKIP, notes);
  }
}
