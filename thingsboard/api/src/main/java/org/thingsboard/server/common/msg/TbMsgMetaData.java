package org.thingsboard.server.common.msg;

import java.io.Serializable;
import java.util.Map;

/** Signature of the host type: metadata of a message. */
@SuppressWarnings("serial") // signature only
public final class TbMsgMetaData implements Serializable {
  public TbMsgMetaData() {
    throw new UnsupportedOperationException("signature only");
  }

  public TbMsgMetaData(Map<String, String> data) {
    throw new UnsupportedOperationException("signature only");
  }

  public void putValue(String key, String value) {
    throw new UnsupportedOperationException("signature only");
  }

  public Map<String, String> getData() {
    throw new UnsupportedOperationException("signature only");
  }

  public TbMsgMetaData copy() {
    throw new UnsupportedOperationException("signature only");
  }
}
