package org.thingsboard.server.common.msg.queue;

/** Signature of the host type: a kind of service. */
public enum ServiceType {}
