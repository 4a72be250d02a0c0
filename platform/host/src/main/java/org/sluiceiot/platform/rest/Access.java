package org.sluiceiot.platform.rest;

/** Who may use a route. */
enum Access {
  /** Everybody, without a login. */
  PUBLIC,
  /** Everybody who is logged in. */
  LOGIN,
  /** Whoever sees the tenant of the path. */
  TENANT_READ,
  /** Whoever may change the tenant of the path. */
  TENANT_WRITE,
  OPERATOR
}
