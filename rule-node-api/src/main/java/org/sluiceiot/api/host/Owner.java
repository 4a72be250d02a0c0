package org.sluiceiot.api.host;

import java.util.Objects;
import org.sluiceiot.api.message.TenantId;

/**
 * Who a node or an integration is.
 *
 * @param id unique in the host and stable over restarts; safe in a Kafka client id
 * @param name what the user called it; may change without a restart
 * @param tenant whose it is
 * @param serviceId the host process that runs this instance; differs between members of a cluster
 */
public record Owner(String id, String name, TenantId tenant, String serviceId) {
  public Owner {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(serviceId, "serviceId");
  }
}
