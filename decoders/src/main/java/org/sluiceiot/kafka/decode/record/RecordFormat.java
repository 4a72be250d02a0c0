package org.sluiceiot.kafka.decode.record;

import org.sluiceiot.api.config.DataSize;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.KeyFormat;
import org.sluiceiot.kafka.decode.SourceRecord;

/** How records are read before filters and decoders see them. */
public record RecordFormat(
    @Property(
            title = "Key",
            help =
                "How the key becomes text. auto: as UTF-8 where it is text, else 8 bytes are a"
                    + " long, 4 an int, 16 a UUID, and others base64.",
            defaultValue = "auto")
        KeyFormat key,
    @Property(
            title = "Unpack",
            help =
                "How values are compressed by their sender (not by Kafka, which needs no setting)."
                    + " auto: as the value's first bytes say.",
            defaultValue = "auto")
        Packing unpack,
    @Property(
            title = "Largest unpacked value",
            help =
                "A compressed value, or an Avro object file, that unpacks to more is undecodable.",
            defaultValue = "16MiB",
            min = "1KiB",
            max = "256MiB",
            advanced = true)
        DataSize maxUnpacked) {

  /** Every property's default. */
  public static final RecordFormat DEFAULT =
      new RecordFormat(KeyFormat.AUTO, Packing.AUTO, new DataSize(16L << 20));

  /**
   * The record as filters and decoders see it: the key's format known, the value unpacked.
   *
   * @throws DecodeException the key is not of the format, or the value cannot be unpacked
   */
  public SourceRecord read(SourceRecord record) throws DecodeException {
    key.check(record.key());
    SourceRecord known = key == record.keyFormat() ? record : record.withKeyFormat(key);
    byte[] value = record.value();
    byte[] unpacked = value == null ? null : unpack.unpack(value, maxUnpacked.bytes());
    return unpacked == value ? known : known.withValue(unpacked);
  }
}
