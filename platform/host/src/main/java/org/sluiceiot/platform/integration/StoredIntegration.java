package org.sluiceiot.platform.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.sluiceiot.api.message.TenantId;

/**
 * An integration as stored.
 *
 * @param version of the configuration
 * @param chain null for the root chain
 * @param config secrets encrypted
 */
public record StoredIntegration(
    UUID id,
    TenantId tenant,
    String name,
    String type,
    int version,
    boolean enabled,
    UUID chain,
    JsonNode config) {

  StoredIntegration enabled(boolean now) {
    return new StoredIntegration(id, tenant, name, type, version, now, chain, config);
  }
}
