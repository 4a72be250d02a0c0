package org.thingsboard.server.common.msg;

import java.io.Serializable;
import java.util.UUID;
import org.thingsboard.server.common.data.id.CustomerId;
import org.thingsboard.server.common.data.id.EntityId;
import org.thingsboard.server.common.data.msg.TbMsgType;
import org.thingsboard.server.common.msg.queue.TbMsgCallback;

/** Stands for the host type in tests: an immutable message with its callback. */
@SuppressWarnings("serial")
public final class TbMsg implements Serializable {
  private final TbMsgBuilder values;

  private TbMsg(TbMsgBuilder values) {
    this.values = values;
  }

  public static TbMsgBuilder newMsg() {
    return new TbMsgBuilder();
  }

  public TbMsgBuilder transform() {
    return new TbMsgBuilder(values);
  }

  public UUID getId() {
    return values.id;
  }

  public long getTs() {
    return values.ts;
  }

  public String getType() {
    return values.type;
  }

  public EntityId getOriginator() {
    return values.originator;
  }

  public CustomerId getCustomerId() {
    return values.customerId;
  }

  public TbMsgMetaData getMetaData() {
    return values.metaData;
  }

  public TbMsgDataType getDataType() {
    return values.dataType;
  }

  public String getData() {
    return values.data;
  }

  public String getQueueName() {
    return values.queueName;
  }

  public TbMsgCallback getCallback() {
    return values.callback;
  }

  /** Stands for the host type in tests: puts a message together. */
  @SuppressWarnings("serial")
  public static class TbMsgBuilder implements Serializable {
    private UUID id = UUID.randomUUID();
    private long ts = System.currentTimeMillis();
    private String type;
    private EntityId originator;
    private CustomerId customerId;
    private TbMsgMetaData metaData = new TbMsgMetaData();
    private TbMsgDataType dataType = TbMsgDataType.JSON;
    private String data;
    private TbMsgCallback callback;
    private String queueName;

    TbMsgBuilder() {}

    private TbMsgBuilder(TbMsgBuilder from) {
      id = from.id;
      ts = from.ts;
      type = from.type;
      originator = from.originator;
      customerId = from.customerId;
      metaData = from.metaData;
      dataType = from.dataType;
      data = from.data;
      callback = from.callback;
      queueName = from.queueName;
    }

    public TbMsgBuilder id(UUID id) {
      this.id = id;
      return this;
    }

    public TbMsgBuilder type(TbMsgType type) {
      this.type = type.name();
      return this;
    }

    public TbMsgBuilder type(String type) {
      this.type = type;
      return this;
    }

    public TbMsgBuilder originator(EntityId originator) {
      this.originator = originator;
      return this;
    }

    public TbMsgBuilder customerId(CustomerId customerId) {
      this.customerId = customerId;
      return this;
    }

    public TbMsgBuilder metaData(TbMsgMetaData metaData) {
      this.metaData = metaData.copy();
      return this;
    }

    public TbMsgBuilder dataType(TbMsgDataType dataType) {
      this.dataType = dataType;
      return this;
    }

    public TbMsgBuilder data(String data) {
      this.data = data;
      return this;
    }

    public TbMsgBuilder queueName(String queueName) {
      this.queueName = queueName;
      return this;
    }

    public TbMsgBuilder callback(TbMsgCallback callback) {
      this.callback = callback;
      return this;
    }

    public TbMsg build() {
      return new TbMsg(new TbMsgBuilder(this));
    }
  }
}
