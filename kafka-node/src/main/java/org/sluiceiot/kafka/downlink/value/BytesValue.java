package org.sluiceiot.kafka.downlink.value;

import java.util.Base64;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.kafka.downlink.template.MessageView;

/** The bytes that the message's data holds as base64, bare or as a JSON text. */
@Variant(value = "bytes", title = "Bytes from base64")
public record BytesValue() implements ValueConfig {
  @Override
  public ValueWriter compile(Owner self) {
    return BytesValue::decode;
  }

  private static byte[] decode(MessageView view) {
    String text = view.message().data().strip();
    if (text.startsWith("\"")) {
      text = view.data().asText();
    }
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new RenderException("the data is not base64: " + e.getMessage());
    }
  }
}
