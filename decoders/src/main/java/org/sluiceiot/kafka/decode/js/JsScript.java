package org.sluiceiot.kafka.decode.js;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.script.ResultDecoder;
import org.sluiceiot.script.ScriptLimits;
import org.sluiceiot.script.js.JsFailure;
import org.sluiceiot.script.js.JsProgram;

/** A converter in JavaScript. Safe for any thread. */
final class JsScript implements ResultDecoder.Script {
  private static final Integer[] BYTES = new Integer[256];

  static {
    for (int i = 0; i < BYTES.length; i++) {
      BYTES[i] = i;
    }
  }

  private final JsProgram program;

  /**
   * @throws ConfigException the script is wrong, with line and column
   */
  JsScript(String script, ScriptLimits limits) throws ConfigException {
    program = JsProgram.keeping(script, "payload, metadata", limits);
  }

  @Override
  public JsonNode run(byte[] payload, Map<String, String> metadata) throws DecodeException {
    try {
      String json =
          program.run(
              (context, scope) -> arguments(context, scope, payload, metadata), JsProgram::json);
      if (json == null) {
        throw new DecodeException("the script returned nothing");
      }
      return JsonPayload.MAPPER.readTree(json);
    } catch (JsFailure e) {
      throw new DecodeException(e.getMessage(), e);
    } catch (JsonProcessingException e) {
      throw new DecodeException("the result is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Object[] arguments(
      Context context, Scriptable scope, byte[] payload, Map<String, String> metadata) {
    Object[] elements = new Object[payload.length];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = BYTES[payload[i] & 0xFF];
    }
    Scriptable pairs = context.newObject(scope);
    metadata.forEach((key, value) -> ScriptableObject.putProperty(pairs, key, value));
    return new Object[] {context.newArray(scope, elements), pairs};
  }
}
