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
   *     Fails with {@link RejectedDataException} when the same data would be refused again; with
   *     anything else when trying again may help. Never null
   */
  CompletionStage<Void> deliver(EntityBatch batch);

  /** Where the integration reports states, events and metrics. Constant; never null. */
  Observer observer();

  /** The host's own properties and the operator's policy. Constant; never null. */
  Host host();
}
