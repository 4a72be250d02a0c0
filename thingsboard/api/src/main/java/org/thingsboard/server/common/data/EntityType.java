package org.thingsboard.server.common.data;

/** Signature of the host type: kind of an entity; the binding uses the name only. */
public enum EntityType {}
