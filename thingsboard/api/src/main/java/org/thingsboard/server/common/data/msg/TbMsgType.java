package org.thingsboard.server.common.data.msg;

/** Signature of the host type: types of messages that the binding makes. */
public enum TbMsgType {
  POST_ATTRIBUTES_REQUEST,
  POST_TELEMETRY_REQUEST
}
