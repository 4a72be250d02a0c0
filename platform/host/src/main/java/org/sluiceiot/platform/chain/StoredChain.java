package org.sluiceiot.platform.chain;

import java.util.UUID;
import org.sluiceiot.api.message.TenantId;

/**
 * A rule chain as stored.
 *
 * @param version grows with every save
 * @param document JSON
 */
public record StoredChain(
    UUID id, TenantId tenant, String name, boolean root, int version, String document) {}
