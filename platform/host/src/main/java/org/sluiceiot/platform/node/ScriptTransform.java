package org.sluiceiot.platform.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNode;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.api.plugin.NodeType;
import org.sluiceiot.script.js.JsProgram;

/** Changes data, metadata and type of a message by a script. */
final class ScriptTransform implements RuleNode {
  static final NodeType TYPE =
      new NodeType(
          "script-transform",
          "script transform",
          "Runs a JavaScript function that returns {msg, metadata, msgType}; what it leaves out"
              + " stays as it was.",
          1,
          ScriptConfig.class,
          List.of(RuleNodeContext.SUCCESS),
          ScriptTransform::new);

  private RuleNodeContext context;
  private ScriptFunction function;

  @Override
  public void init(RuleNodeContext given, JsonNode config) throws ConfigException {
    function =
        new ScriptFunction(
            ConfigReader.read(config, ScriptConfig.class), given.self().tenant().toString());
    context = given;
  }

  @Override
  public void onMessage(RuleMessage message) {
    RuleMessage changed =
        function.run(message, (entered, scope, value) -> changed(message, value, scope));
    context.complete(changed, RuleNodeContext.SUCCESS);
  }

  private static RuleMessage changed(RuleMessage message, Object value, Scriptable scope) {
    if (!(value instanceof Scriptable result)) {
      throw new IllegalArgumentException("the script must return an object");
    }
    Object msg = property(result, "msg");
    Object metadata = property(result, "metadata");
    Object type = property(result, "msgType");
    return new RuleMessage(
        message.id(),
        type == null ? message.type() : Context.toString(type),
        message.originator(),
        metadata == null ? message.metadata() : texts(metadata),
        msg == null ? message.data() : json(msg, scope),
        message.timestamp());
  }

  private static Object property(Scriptable object, String name) {
    Object value = ScriptableObject.getProperty(object, name);
    return value == Scriptable.NOT_FOUND || Undefined.isUndefined(value) ? null : value;
  }

  private static String json(Object value, Scriptable scope) {
    String text = JsProgram.json(Context.getCurrentContext(), scope, value);
    if (text == null) {
      throw new IllegalArgumentException("msg cannot be written as JSON");
    }
    return text;
  }

  private static Map<String, String> texts(Object value) {
    if (!(value instanceof Scriptable object)) {
      throw new IllegalArgumentException("metadata must be an object");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Object id : object.getIds()) {
      Object member = property(object, id.toString());
      if (member != null) {
        texts.put(id.toString(), Context.toString(member));
      }
    }
    return texts;
  }

  @Override
  public void destroy() {
    // Holds nothing.
  }
}
