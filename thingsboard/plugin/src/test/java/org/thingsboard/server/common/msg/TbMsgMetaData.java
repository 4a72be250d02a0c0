package org.thingsboard.server.common.msg;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stands for the host type in tests: a map. */
@SuppressWarnings("serial")
public final class TbMsgMetaData implements Serializable {
  private final Map<String, String> data = new ConcurrentHashMap<>();

  public TbMsgMetaData() {}

  public TbMsgMetaData(Map<String, String> data) {
    this.data.putAll(data);
  }

  public void putValue(String key, String value) {
    data.put(key, value);
  }

  public String getValue(String key) {
    return data.get(key);
  }

  public Map<String, String> getData() {
    return data;
  }

  public TbMsgMetaData copy() {
    return new TbMsgMetaData(data);
  }
}
