package org.thingsboard.server.dao.event;

import com.google.common.util.concurrent.ListenableFuture;
import org.thingsboard.server.common.data.event.Event;

/** Signature of the host type: the events of entities. */
public interface EventService {
  ListenableFuture<Void> saveAsync(Event event);
}
