package org.sluiceiot.platform.auth;

import java.util.Locale;

/** What an account may do. */
public enum Role {
  /** Reads everything of the own tenant. */
  VIEWER,
  /** Changes everything of the own tenant. */
  TENANT_ADMIN,
  /** Changes everything of every tenant and of the host. */
  OPERATOR;

  /** As written in JSON. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
