package org.sluiceiot.kafka.uplink.route;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderNotes;
import org.sluiceiot.kafka.decode.EntityJson;
import org.sluiceiot.kafka.decode.RecordNaming;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.dryrun.DryRun;
import org.sluiceiot.kafka.uplink.config.DecoderInput;
import org.sluiceiot.kafka.uplink.config.EntityConfig;
import org.sluiceiot.kafka.uplink.config.FailureStrategy;
import org.sluiceiot.kafka.uplink.config.RouteConfig;
import org.sluiceiot.kafka.uplink.config.TombstonePolicy;

/** A compiled route, and how often it was taken. Safe for any thread. */
public final class Route {
  private final String name;
  private final String decoderName;
  private final Filter filter;
  private final Decoder decoder;
  private final DecoderNotes notes;
  private final RecordDocument document;
  private final FailureStrategy onFailure;
  private final boolean allowCreate;
  private final EntityPolicy policy;
  private final Expiry expiry;
  private final TombstonePolicy tombstones;
  private final Removal removal;
  private final LongAdder matched = new LongAdder();

  /** The host's own count; null while nobody wants one. Set before the first record is read. */
  private Metrics.Counter metric;

  Route(
      String name,
      RouteConfig config,
      String decoderName,
      Decoder decoder,
      DecoderNotes notes,
      EntityConfig entities,
      FailureStrategy onFailure) {
    this.name = name;
    this.filter = Filter.of(config.filter());
    this.decoderName = decoderName;
    this.decoder = decoder;
    this.notes = notes;
    this.document =
        config.input() == DecoderInput.DOCUMENT
            ? new RecordDocument(config.keyEncoding(), config.valueEncoding())
            : null;
    this.onFailure = onFailure;
    this.allowCreate = entities.create();
    this.policy = new EntityPolicy(entities);
    this.expiry = new Expiry(entities);
    this.tombstones = entities.tombstones();
    // A decoder that did not compile is a problem of its own, told with all others.
    RecordNaming naming = decoder == null ? RecordNaming.NONE : decoder.naming();
    this.removal = new Removal(entities, naming);
  }

  boolean takes(SourceRecord record) {
    return filter.takes(record);
  }

  void taken() {
    matched.increment();
    if (metric != null) {
      metric.add(1);
    }
  }

  void countIn(Metrics metrics) {
    metric = metrics.counter("route.matched", "route", name);
  }

  /** How many attempts at records its filter let in since the start; a retry counts again. */
  long matched() {
    return matched.sum();
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
    return policy.apply(record, decoder.decode(input(record)));
  }

  private SourceRecord input(SourceRecord record) {
    return document == null ? record : document.wrap(record);
  }

  void dryRun(SourceRecord record, ObjectNode answer) throws DecodeException {
    if (!bare(record)) {
      DryRun.decode(decoder, input(record), entities -> policy.apply(record, entities), answer);
    } else if (tombstones == TombstonePolicy.IGNORE) {
      answer.put("ignored", "tombstone");
    } else if (tombstones == TombstonePolicy.DEAD_LETTER) {
      throw new DecodeException(TombstonePolicy.TEXT);
    } else {
      ArrayNode removed = EntityJson.of(List.of(removal(record)));
      answer.set("output", removed);
      answer.set("entities", removed);
    }
  }

  /**
   * What a record of which nothing reaches the decoder takes away.
   *
   * @throws DecodeException it names no entity
   */
  public EntityData removal(SourceRecord record) throws DecodeException {
    EntityData removed = removal.of(record);
    if (removed == null) {
      throw new DecodeException(TombstonePolicy.NAMELESS);
    }
    return removed;
  }

  /** Whether nothing of the record reaches the decoder: of a document, key and headers do. */
  public boolean bare(SourceRecord record) {
    return record.tombstone() && document == null;
  }

  /** What becomes of records of which nothing reaches the decoder. */
  public TombstonePolicy tombstones() {
    return tombstones;
  }

  /** For people. */
  public String name() {
    return name;
  }

  /** The type of its decoder, as in the configuration; for people. */
  public String decoderName() {
    return decoderName;
  }

  /** What its decoder leaves out. */
  public DecoderNotes notes() {
    return notes;
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
