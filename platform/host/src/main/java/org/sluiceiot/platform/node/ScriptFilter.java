package org.sluiceiot.platform.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.mozilla.javascript.Context;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNode;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.api.plugin.NodeType;

/** Decides by a script whether a message leaves along True or False. */
final class ScriptFilter implements RuleNode {
  static final NodeType TYPE =
      new NodeType(
          "script-filter",
          "script filter",
          "Runs a JavaScript function that says true or false of a message.",
          1,
          ScriptConfig.class,
          List.of("True", "False"),
          ScriptFilter::new);

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
    boolean yes = function.run(message, (entered, scope, value) -> Context.toBoolean(value));
    context.complete(message, yes ? "True" : "False");
  }

  @Override
  public void destroy() {
    // Holds nothing.
  }
}
