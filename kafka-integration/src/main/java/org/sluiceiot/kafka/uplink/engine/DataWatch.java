package org.sluiceiot.kafka.uplink.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.host.Incident;
import org.sluiceiot.kafka.decode.RecordMetadata;
import org.sluiceiot.kafka.uplink.route.Route;

/**
 * Sees what goes well and yet saves nothing: records without values, values that replace others,
 * pointers that find nothing, numbers that are none. Counts them and tells each kind as one
 * incident. Workers tell it of records; the polling thread looks back every minute.
 */
final class DataWatch {
  private static final Duration LOOKS_BACK = Duration.ofMinutes(1);
  private static final int SHOWN = 1000;

  private final Statistics statistics;
  private final InputLog inputs;
  private final Incident empty;
  private final Incident overwritten;
  private final Incident pointers;
  private final Clock clock;
  private final Overwrites overwrites = new Overwrites();
  private final AtomicBoolean emptySeen = new AtomicBoolean();
  private final AtomicBoolean overwriteSeen = new AtomicBoolean();

  /** Whether records went this way since the last look back; the map itself does not change. */
  private final Map<Route, AtomicBoolean> taken = new HashMap<>();

  /** The reasons of the incidents that last, so that each is told once. */
  private volatile String emptyReason = "";

  private volatile String overwriteReason = "";

  /** The polling thread's. */
  private Instant next;

  DataWatch(
      List<Route> routes, Statistics statistics, Alarms alarms, InputLog inputs, Clock clock) {
    this.statistics = statistics;
    this.inputs = inputs;
    this.empty = alarms.emptyRecords();
    this.overwritten = alarms.overwrittenValues();
    this.pointers = alarms.unfoundPointers();
    this.clock = clock;
    this.next = clock.instant().plus(LOOKS_BACK);
    routes.forEach(route -> taken.put(route, new AtomicBoolean()));
  }

  /** A route's decoder has read a record, whatever it made of it. */
  void read(Route route) {
    AtomicBoolean way = taken.get(route);
    if (!way.get()) {
      way.set(true);
    }
    long nonFinite = route.notes().takeNonFinite();
    if (nonFinite > 0) {
      statistics.nonFinite(nonFinite);
    }
  }

  /** A record has become entities, which are about to be delivered. */
  void decoded(RecordTask task, List<EntityData> entities) {
    boolean anything = false;
    for (EntityData entity : entities) {
      anything |= !entity.telemetry().isEmpty() || !entity.attributes().isEmpty();
      Overwrites.Found found = overwrites.note(entity);
      if (found != null) {
        overwritten(entity, found);
      }
    }
    if (!anything) {
      empty(task, entities.get(0));
    }
  }

  private void empty(RecordTask task, EntityData entity) {
    statistics.empty();
    emptySeen.set(true);
    if (!empty.open()) {
      byte[] value = task.record().value();
      String shown = value == null ? "none" : RecordMetadata.text(value);
      emptyReason =
          "a record names '%s' but neither telemetry nor attributes of it, so nothing was saved;"
                  .formatted(entity.name())
              + " where the decoder looks for them may be wrong: "
              + task
              + ", value "
              + (shown.length() > SHOWN ? shown.substring(0, SHOWN) + "…" : shown);
      inputs.failed(task, "holds neither telemetry nor attributes");
    }
    empty.occurred(emptyReason);
  }

  private void overwritten(EntityData entity, Overwrites.Found found) {
    statistics.overwritten(found.count());
    overwriteSeen.set(true);
    if (!overwritten.open()) {
      overwriteReason =
          ("values replace each other, since records say different things of one key at one"
                  + " millisecond, such as '%s' of '%s' at %s; a time of its own in the payload, or"
                  + " another key, keeps them apart")
              .formatted(found.key(), entity.name(), found.time());
    }
    overwritten.occurred(overwriteReason, found.count());
  }

  /** On the polling thread, every few seconds: looks back once a minute. */
  void lookBack() {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(LOOKS_BACK);
    if (!emptySeen.getAndSet(false)) {
      empty.resolved("no record without values for a minute");
    }
    if (!overwriteSeen.getAndSet(false)) {
      overwritten.resolved("no value has replaced another for a minute");
    }
    lookAtPointers();
  }

  private void lookAtPointers() {
    List<String> unfound = new ArrayList<>();
    boolean any = false;
    for (Map.Entry<Route, AtomicBoolean> way : taken.entrySet()) {
      if (way.getValue().getAndSet(false)) {
        any = true;
        String where = taken.size() == 1 ? "" : "route " + way.getKey().name() + ": ";
        way.getKey().notes().takeUnfound().forEach(place -> unfound.add(where + place));
      }
    }
    if (!unfound.isEmpty()) {
      pointers.occurred(
          "found in no record of the last minute: "
              + String.join(", ", unfound)
              + "; the name may be written differently in the payload");
    } else if (any) {
      pointers.resolved("every pointer finds something again");
    }
  }
}
