package org.sluiceiot.kafka.decode.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** What tags of CBOR make of a value that its parser leaves as it is. Stateless. */
final class CborTags {
  /** No tag. */
  static final int NONE = -1;

  private static final int BIG_FLOAT = 5;
  private static final int UUID_BYTES = 37;

  /** Beyond it a number has more digits than anybody measures, and takes the memory. */
  private static final int LARGEST_EXPONENT = 1100;

  private CborTags() {}

  /** The value that is meant; the same where the tag says nothing that JSON could. */
  static JsonNode meaning(int tag, JsonNode value) {
    if (tag == BIG_FLOAT && value.isArray() && value.size() == 2) {
      return bigFloat(value);
    }
    if (tag == UUID_BYTES && value.isTextual()) {
      byte[] bytes = Base64.getDecoder().decode(value.textValue());
      if (bytes.length == 2 * Long.BYTES) {
        ByteBuffer both = ByteBuffer.wrap(bytes);
        return TextNode.valueOf(new UUID(both.getLong(), both.getLong()).toString());
      }
    }
    return value;
  }

  /** A whole number times a power of two. */
  private static JsonNode bigFloat(JsonNode value) {
    JsonNode exponent = value.get(0);
    JsonNode mantissa = value.get(1);
    if (!exponent.canConvertToInt()
        || !mantissa.isIntegralNumber()
        || Math.abs(exponent.intValue()) > LARGEST_EXPONENT) {
      return value;
    }
    BigDecimal power = BigDecimal.valueOf(2).pow(Math.abs(exponent.intValue()));
    BigDecimal whole = new BigDecimal(mantissa.bigIntegerValue());
    return DecimalNode.valueOf(
        exponent.intValue() < 0 ? whole.divide(power) : whole.multiply(power));
  }
}
