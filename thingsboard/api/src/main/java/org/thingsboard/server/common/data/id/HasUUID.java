package org.thingsboard.server.common.data.id;

import java.util.UUID;

/** Signature of the host type: has an identity. */
public interface HasUUID {
  UUID getId();
}
