package org.thingsboard.server.common.data.event;

/** Signature of the host type: an entry of an entity's Events tab. */
public abstract class Event {
  Event() {}
}
