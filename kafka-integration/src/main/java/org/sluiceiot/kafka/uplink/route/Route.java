package org.sluiceiot.kafka.uplink.route;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.EntityJson;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.script.ResultDecoder;
import org.sluiceiot.kafka.uplink.config.DecoderInput;
import org.sluiceiot.kafka.uplink.config.EntityConfig;
import org.sluiceiot.kafka.uplink.config.FailureStrategy;
import org.sluiceiot.kafka.uplink.config.RouteConfig;

/** A compiled route. Immutable, safe for any thread. */
public final class Route {
  private final String name;
  private final String decoderName;
  private final Filter filter;
  private final Decoder decoder;
  private final RecordDocument document;
  private final FailureStrategy onFailure;
  private final boolean allowCreate;
  private final EntityPolicy policy;
  private final Expiry expiry;

  Route(
      String name,
      RouteConfig config,
      String decoderName,
      Decoder decoder,
      EntityConfig entities,
      FailureStrategy onFailure) {
    this.name = name;
    this.filter = Filter.of(config.filter());
    this.decoderName = decoderName;
    this.decoder = decoder;
    this.document =
        config.input() == DecoderInput.DOCUMENT
            ? new RecordDocument(config.keyEncoding(), config.valueEncoding())
            : null;
    this.onFailure = onFailure;
    this.allowCreate = entities.create();
    this.policy = new EntityPolicy(entities);
    this.expiry = new Expiry(entities);
  }

  boolean takes(SourceRecord record) {
    return filter.takes(record);
  }

  /** Whether the record is too old to be worth anything. */
  public boolean expired(SourceRecord record, Instant now) {
    return expiry.expired(record, now);
  }

  /**
   * @return possibly empty
   * @throws DecodeException see {@link Decoder#decode}; or an entity has the wrong name
   */
  public List<EntityData> decode(SourceRecord record) throws DecodeException {
    List<EntityData> entities = decoder.decode(document == null ? record : document.wrap(record));
    return policy.apply(record, entities);
  }

  /**
   * A record decoded for somebody who looks.
   *
   * @param output what a script returned, before the result rules; else the entities as JSON
   */
  public record Trial(JsonNode output, List<EntityData> entities) {}

  /** As {@link #decode}, and shows what a script returned. */
  public Trial trial(SourceRecord record) throws DecodeException {
    if (decoder instanceof ResultDecoder scripted) {
      JsonNode output = scripted.result(document == null ? record : document.wrap(record));
      return new Trial(output, policy.apply(record, scripted.entities(output)));
    }
    List<EntityData> entities = decode(record);
    return new Trial(EntityJson.of(entities), entities);
  }

  /** For people. */
  public String name() {
    return name;
  }

  /** The type of its decoder, as in the configuration; for people. */
  public String decoderName() {
    return decoderName;
  }

  /** What becomes of its records that fail. */
  public FailureStrategy onFailure() {
    return onFailure;
  }

  /** Whether its entities may be created. */
  public boolean allowCreate() {
    return allowCreate;
  }
}
