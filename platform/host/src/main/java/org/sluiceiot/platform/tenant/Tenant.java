package org.sluiceiot.platform.tenant;

import java.time.Instant;
import org.sluiceiot.api.message.TenantId;

/** A tenant as stored. */
public record Tenant(TenantId id, String name, Instant created) {}
