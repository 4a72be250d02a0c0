package org.sluiceiot.kafka.decode.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.kafka.decode.ConverterResult;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.NonFinite;
import org.sluiceiot.kafka.decode.NumericText;
import org.sluiceiot.kafka.decode.Points;
import org.sluiceiot.kafka.decode.RecordMetadata;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.Values;

/**
 * A decoder by script: what the script returned is read as a {@link ConverterResult}. Safe for any
 * thread.
 */
public final class ResultDecoder implements Decoder {
  /** A compiled script; safe for any thread. */
  @FunctionalInterface
  public interface Script {
    /**
     * @param payload the record's value; never null
     * @param metadata what the script sees as its metadata
     * @return what the script returned
     * @throws DecodeException the script failed or was stopped; with line and column where known
     */
    JsonNode run(byte[] payload, Map<String, String> metadata) throws DecodeException;
  }

  private final Script script;
  private final DecoderContext context;
  private final Set<String> updateOnlyKeys;
  private final Values rules;

  /**
   * @param numericText what becomes of texts that are numbers
   * @param nonFinite what becomes of NaN and the infinities
   */
  public ResultDecoder(
      Script script,
      DecoderContext context,
      Set<String> updateOnlyKeys,
      NumericText numericText,
      NonFinite nonFinite) {
    this.script = script;
    this.rules = new Values(numericText, nonFinite, context.notes());
    this.context = context;
    this.updateOnlyKeys = Set.copyOf(updateOnlyKeys);
  }

  /** The script's own result, before the result rules; for dry runs. */
  public JsonNode result(SourceRecord record) throws DecodeException {
    if (record.tombstone()) {
      throw new DecodeException("the record has no value");
    }
    return script.run(record.value(), RecordMetadata.of(record, context));
  }

  /** The script's own result for a payload and exactly this metadata; for converter libraries. */
  public JsonNode result(byte[] payload, Map<String, String> metadata) throws DecodeException {
    return script.run(payload, metadata);
  }

  /** Reads a result of this script by the result rules; points may be without a time. */
  public List<EntityData> entities(JsonNode result) throws DecodeException {
    return ConverterResult.read(result, updateOnlyKeys, rules);
  }

  /** Reads a result of this script, and completes it as {@link #decode} does. */
  public List<EntityData> entities(JsonNode result, SourceRecord record) throws DecodeException {
    return Points.complete(record, entities(result));
  }

  @Override
  public List<EntityData> read(SourceRecord record) throws DecodeException {
    return entities(result(record));
  }
}
