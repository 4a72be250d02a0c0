package org.thingsboard.server.queue;

/** Signature of the host type: where a message was queued. */
public interface TbQueueMsgMetadata {}
