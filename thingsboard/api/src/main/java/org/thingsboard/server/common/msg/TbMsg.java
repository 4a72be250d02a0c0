package org.thingsboard.server.common.msg;

import java.io.Serializable;
import java.util.UUID;
import org.thingsboard.server.common.data.id.CustomerId;
import org.thingsboard.server.common.data.id.EntityId;
import org.thingsboard.server.common.data.msg.TbMsgType;
import org.thingsboard.server.common.msg.queue.TbMsgCallback;

/** Signature of the host type: a message of the rule engine. */
@SuppressWarnings("serial") // signature only
public final class TbMsg implements Serializable {
  private TbMsg() {}

  public static TbMsgBuilder newMsg() {
    throw new UnsupportedOperationException("signature only");
  }

  public TbMsgBuilder transform() {
    throw new UnsupportedOperationException("signature only");
  }

  public UUID getId() {
    throw new UnsupportedOperationException("signature only");
  }

  public long getTs() {
    throw new UnsupportedOperationException("signature only");
  }

  public String getType() {
    throw new UnsupportedOperationException("signature only");
  }

  public EntityId getOriginator() {
    throw new UnsupportedOperationException("signature only");
  }

  public TbMsgMetaData getMetaData() {
    throw new UnsupportedOperationException("signature only");
  }

  public String getData() {
    throw new UnsupportedOperationException("signature only");
  }

  /** Signature of the host type: puts a message together. */
  public static class TbMsgBuilder {
    TbMsgBuilder() {}

    public TbMsgBuilder type(TbMsgType type) {
      throw new UnsupportedOperationException("signature only");
    }

    public TbMsgBuilder type(String type) {
      throw new UnsupportedOperationException("signature only");
    }

    public TbMsgBuilder originator(EntityId originator) {
      throw new UnsupportedOperationException("signature only");
    }

    public TbMsgBuilder customerId(CustomerId customerId) {
      throw new UnsupportedOperationException("signature only");
    }

    public TbMsgBuilder metaData(TbMsgMetaData metaData) {
      throw new UnsupportedOperationException("signature only");
    }

    public TbMsgBuilder dataType(TbMsgDataType dataType) {
      throw new UnsupportedOperationException("signature only");
    }

    public TbMsgBuilder data(String data) {
      throw new UnsupportedOperationException("signature only");
    }

    public TbMsgBuilder queueName(String queueName) {
      throw new UnsupportedOperationException("signature only");
    }

    public TbMsgBuilder callback(TbMsgCallback callback) {
      throw new UnsupportedOperationException("signature only");
    }

    public TbMsg build() {
      throw new UnsupportedOperationException("signature only");
    }
  }
}
