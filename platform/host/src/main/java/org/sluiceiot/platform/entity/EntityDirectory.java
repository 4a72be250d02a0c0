package org.sluiceiot.platform.entity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.EntityData.Kind;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.integration.RejectedDataException;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.store.DatabaseFailures;

/**
 * Finds the entity that data is about, mostly without asking the database. Safe for any thread; may
 * block on the database.
 */
public final class EntityDirectory {
  private static final int CACHED = 100_000;

  private final Cache<Name, KnownEntity> byName = Caffeine.newBuilder().maximumSize(CACHED).build();
  private final Cache<UUID, KnownEntity> byId = Caffeine.newBuilder().maximumSize(CACHED).build();
  private final EntityStore store;

  public EntityDirectory(EntityStore store) {
    this.store = store;
  }

  private record Name(TenantId tenant, Kind kind, String name) {}

  /**
   * The entity that data is about, if it exists.
   *
   * @throws RetriableException the database does not answer
   */
  public Optional<KnownEntity> find(TenantId tenant, EntityData data) {
    Name name = new Name(tenant, data.kind(), data.name());
    KnownEntity known = byName.getIfPresent(name);
    return known != null
        ? Optional.of(known)
        : asked(() -> store.find(tenant, data.kind(), data.name()))
            .map(entity -> remember(name, entity));
  }

  /**
   * An entity that exists already gets its data and keeps everything else.
   *
   * @throws RejectedDataException it does not exist and may not be created, or the database refuses
   *     one of its names
   * @throws RetriableException the database does not answer
   */
  public KnownEntity findOrCreate(TenantId tenant, EntityData data, boolean allowCreate) {
    Name name = new Name(tenant, data.kind(), data.name());
    KnownEntity known = byName.getIfPresent(name);
    if (known != null) {
      return known;
    }
    Entity entity =
        asked(
                () ->
                    store
                        .find(tenant, data.kind(), data.name())
                        .or(
                            () ->
                                allowCreate
                                    ? Optional.of(store.create(tenant, data))
                                    : Optional.empty()))
            .orElseThrow(
                () ->
                    new RejectedDataException(
                        "there is no %s named '%s', and the integration may not create it"
                            .formatted(
                                data.kind().name().toLowerCase(java.util.Locale.ROOT),
                                data.name())));
    return remember(name, entity);
  }

  /**
   * Number of a tenant's entity.
   *
   * @throws RejectedDataException the tenant has no such entity
   * @throws RetriableException the database does not answer
   */
  public long number(TenantId tenant, UUID id) {
    KnownEntity known = byId.getIfPresent(id);
    if (known == null) {
      Entity entity =
          asked(() -> store.find(tenant, id))
              .orElseThrow(() -> new RejectedDataException("there is no entity " + id));
      known = remember(new Name(tenant, entity.kind(), entity.name()), entity);
    }
    if (!known.entity().tenant().equals(tenant)) {
      throw new RejectedDataException("there is no entity " + id);
    }
    return known.entity().no();
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (JdbiException e) {
      throw DatabaseFailures.of(e);
    }
  }

  /** Must follow every deletion. */
  public void forget(Entity entity) {
    byId.invalidate(entity.id());
    byName.invalidate(new Name(entity.tenant(), entity.kind(), entity.name()));
  }

  /** Must follow the deletion of a tenant. */
  public void forgetAll() {
    byId.invalidateAll();
    byName.invalidateAll();
  }

  private KnownEntity remember(Name name, Entity entity) {
    KnownEntity known = byName.get(name, key -> new KnownEntity(entity));
    byId.put(entity.id(), known);
    return known;
  }
}
