package org.thingsboard.server.common.msg;

/** Signature of the host type: form of a message's data. */
public enum TbMsgDataType {
  JSON
}
