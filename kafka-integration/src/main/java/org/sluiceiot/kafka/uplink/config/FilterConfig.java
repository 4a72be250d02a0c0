package org.sluiceiot.kafka.uplink.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.api.config.Variants;

/** Which records a route takes. */
@Variants({
  FilterConfig.None.class,
  FilterConfig.Topic.class,
  FilterConfig.Pointer.class,
  FilterConfig.HeaderEquals.class,
  FilterConfig.KeyEquals.class
})
public interface FilterConfig {
  /** Every record. */
  @Variant(value = "none", title = "Every record")
  record None() implements FilterConfig {}

  /** Records of one topic. */
  @Variant(value = "topic", title = "Topic")
  record Topic(@Property(title = "Topic", help = "Its exact name.", max = "249") String equals)
      implements FilterConfig {}

  /** Records whose JSON value has a certain value at a place. */
  @Variant(value = "json_pointer", title = "JSON field")
  record Pointer(
      @Property(title = "Pointer", help = "JSON Pointer into the value: /event/kind.", max = "1000")
          String pointer,
      @Property(title = "Equals", help = "The JSON value that must stand there.") JsonNode equals)
      implements FilterConfig, Validated {
    @Override
    public void validate(Problems problems) {
      try {
        JsonPointer.compile(pointer);
      } catch (IllegalArgumentException e) {
        problems.at("pointer").add("is not a JSON Pointer", "begin it with /");
      }
    }
  }

  /** Records with a certain header. */
  @Variant(value = "property", title = "Header")
  record HeaderEquals(
      @Property(title = "Header", help = "Name of the header.", max = "1000") String key,
      @Property(title = "Equals", help = "Its value, as text.", max = "10000") String equals)
      implements FilterConfig {}

  /** Records with a certain key. */
  @Variant(value = "key", title = "Key")
  record KeyEquals(
      @Property(title = "Equals", help = "The key, as text.", max = "10000") String equals)
      implements FilterConfig {}
}
