package org.thingsboard.server.common.data;

import org.thingsboard.server.common.data.id.TenantId;

/** Signature of the host type: who is logged in. */
public class User {
  public User() {
    throw new UnsupportedOperationException("signature only");
  }

  public TenantId getTenantId() {
    throw new UnsupportedOperationException("signature only");
  }
}
