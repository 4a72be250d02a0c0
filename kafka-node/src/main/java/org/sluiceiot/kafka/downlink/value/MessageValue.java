package org.sluiceiot.kafka.downlink.value;

import java.nio.charset.StandardCharsets;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.api.host.Owner;

/** The message's data as it is, in UTF-8. */
@Variant(value = "message", title = "Message data")
public record MessageValue() implements ValueConfig {
  @Override
  public ValueWriter compile(Owner self) {
    return view -> view.message().data().getBytes(StandardCharsets.UTF_8);
  }
}
