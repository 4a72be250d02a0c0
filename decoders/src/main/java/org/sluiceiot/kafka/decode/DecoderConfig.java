package org.sluiceiot.kafka.decode;

import org.sluiceiot.api.config.ConfigException;

/** Configuration of a decoder; each format declares its own record. */
public interface DecoderConfig {
  /**
   * Compiles the decoder.
   *
   * @throws ConfigException a script or a schema is wrong; with line and column where known
   */
  Decoder compile(DecoderContext context) throws ConfigException;
}
