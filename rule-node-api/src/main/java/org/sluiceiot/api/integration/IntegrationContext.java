package org.sluiceiot.api.integration;

import java.util.concurrent.CompletionStage;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.Owner;

/** What an integration may use of its host. Implemented by hosts; safe for any thread. */
public interface IntegrationContext {
  /** Who this integration is. Constant; never null. */
  Owner self();

  /**
   * Hands a record's data to the host. Returns at once. Batches for one entity are worked on in the
   * order of the calls. The caller bounds how many stages it leaves open.
   *
   * @return completes when the host has the data safe; only then may the source be acknowledged.
   *     Fails with {@link org.sluiceiot.api.host.RetriableException} when what hinders it is known
   *     to pass (database away, host busy); with {@link RejectedDataException} when the data is
   *     refused for a reason that can be told; anything else is a failure of this record too. Never
   *     null
   */
  CompletionStage<Void> deliver(EntityBatch batch);

  /**
   * Whether this host obeys {@link org.sluiceiot.api.entity.EntityData#removed}: it deletes these
   * attributes in order with the entity's other data, tells its rules, and passes over an entity
   * that does not exist. An integration refuses a configuration that needs it where this is false.
   * Constant.
   */
  default boolean removesAttributes() {
    return false;
  }

  /** Where the integration reports states, events and metrics. Constant; never null. */
  Observer observer();

  /** The host's own properties and the operator's policy. Constant; never null. */
  Host host();
}
