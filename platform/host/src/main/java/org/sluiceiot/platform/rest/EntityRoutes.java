package org.sluiceiot.platform.rest;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.EntityData.Kind;
import org.sluiceiot.platform.entity.Entity;
import org.sluiceiot.platform.entity.EntityDirectory;
import org.sluiceiot.platform.entity.EntityStore;
import org.sluiceiot.platform.telemetry.KeyPage;
import org.sluiceiot.platform.telemetry.Point;
import org.sluiceiot.platform.telemetry.TelemetryReader;

/** Devices and assets with their data. */
public final class EntityRoutes {
  private static final String ENTITIES = "/api/tenants/{tenant}/entities";
  private static final String ENTITY = ENTITIES + "/{entity}";

  private static final int KEYS_UNLESS_ASKED = 1_000;

  private final EntityStore entityStore;
  private final EntityDirectory entities;
  private final TelemetryReader reader;
  private final Clock clock;

  public EntityRoutes(
      EntityStore entityStore, EntityDirectory entities, TelemetryReader reader, Clock clock) {
    this.entityStore = entityStore;
    this.entities = entities;
    this.reader = reader;
    this.clock = clock;
  }

  /** A new entity. */
  public record NewEntity(
      @Property(title = "Kind", help = "Device or asset.") Kind kind,
      @Property(title = "Name", help = "Unique among its kind.", min = "1", max = "255")
          String name,
      @Property(
              title = "Type",
              help = "Profile or type.",
              defaultValue = "default",
              min = "1",
              max = "255")
          String type,
      @Property(title = "Label", help = "For people.", optional = true, max = "255") String label,
      @Property(title = "Customer", help = "Name.", optional = true, max = "255") String customer,
      @Property(title = "Group", help = "Name.", optional = true, max = "255") String group) {}

  /** Adds its routes; call once. */
  public void addTo(RestRoutes routes) {
    routes.get(ENTITIES, Access.TENANT_READ, this::list);
    routes.post(ENTITIES, Access.TENANT_WRITE, this::create);
    routes.get(ENTITY, Access.TENANT_READ, call -> call.answer(Shapes.entity(entity(call))));
    routes.delete(ENTITY, Access.TENANT_WRITE, this::delete);
    routes.get(ENTITY + "/latest", Access.TENANT_READ, this::latest);
    routes.get(ENTITY + "/attributes", Access.TENANT_READ, this::attributes);
    routes.get(ENTITY + "/telemetry", Access.TENANT_READ, this::telemetry);
  }

  private Entity entity(Call call) {
    return entityStore
        .find(call.tenant().id(), call.id("entity"))
        .orElseThrow(ApiException::notFound);
  }

  private void list(Call call) {
    EntityStore.Page page =
        entityStore.list(
            call.tenant().id(),
            kind(call.query("kind", "")),
            call.query("search", ""),
            (int) call.query("limit", 50, 1, 500),
            (int) call.query("offset", 0, 0, Integer.MAX_VALUE));
    call.answer(
        Map.of("items", page.items().stream().map(Shapes::entity).toList(), "total", page.total()));
  }

  private static Kind kind(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return Kind.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "kind", "is neither device nor asset", "");
    }
  }

  private void create(Call call) throws ConfigException {
    NewEntity fresh = call.body(NewEntity.class);
    if (entityStore.find(call.tenant().id(), fresh.kind(), fresh.name()).isPresent()) {
      throw new ApiException(409, "name", "there is one of this name already", "");
    }
    Entity entity =
        entityStore.create(
            call.tenant().id(),
            new EntityData(
                fresh.kind(),
                fresh.name(),
                fresh.type(),
                fresh.label(),
                fresh.customer(),
                fresh.group(),
                Map.of(),
                List.of(),
                Set.of()));
    call.answer(201, Shapes.entity(entity));
  }

  private void delete(Call call) {
    Entity entity = entity(call);
    entityStore.delete(entity);
    entities.forget(entity);
    call.done();
  }

  private static KeyPage page(Call call) {
    return new KeyPage(
        call.query("after", ""),
        call.query("search", ""),
        (int) call.query("limit", KEYS_UNLESS_ASKED, 1, KeyPage.MOST));
  }

  private void latest(Call call) {
    call.answer(reader.latest(entity(call).no(), page(call)).stream().map(Shapes::value).toList());
  }

  private void attributes(Call call) {
    call.answer(
        reader.attributes(entity(call).no(), page(call)).stream().map(Shapes::value).toList());
  }

  private void telemetry(Call call) {
    String keys = call.query("keys", "");
    long to = call.query("to", clock.millis() + 1, 0, Long.MAX_VALUE);
    long from =
        call.query("from", to - Duration.ofHours(1).toMillis(), Long.MIN_VALUE, Long.MAX_VALUE);
    Map<String, List<Point>> series =
        reader.series(
            entity(call).no(),
            keys.isEmpty() ? List.of() : Arrays.asList(keys.split(",")),
            from,
            to,
            (int) call.query("limit", 1000, 1, 10_000));
    Map<String, Object> answer = new LinkedHashMap<>();
    series.forEach(
        (key, points) ->
            answer.put(
                key, points.stream().map(point -> List.of(point.ts(), point.value())).toList()));
    call.answer(answer);
  }
}
