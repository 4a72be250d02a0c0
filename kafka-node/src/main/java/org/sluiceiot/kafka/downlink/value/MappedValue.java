package org.sluiceiot.kafka.downlink.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPathException;
import io.burt.jmespath.jackson.JacksonRuntime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.kafka.downlink.template.DataJson;
import org.sluiceiot.kafka.downlink.template.MessageView;

/**
 * An object built by JMESPath expressions over {@code schema_version}, {@code event_kind}, {@code
 * ts_ms}, {@code app}, {@code device}, {@code metadata} and {@code data}.
 */
@Variant(value = "mapped_json", title = "JSON by mapping")
public record MappedValue(
    @Property(
            title = "Mapping",
            help = "Dotted path in the result to a JMESPath expression over the message.",
            min = "1",
            max = "256")
        Map<String, String> mapping)
    implements ValueConfig {
  @Override
  public ValueWriter compile(Owner self) {
    JacksonRuntime runtime = new JacksonRuntime();
    Map<String[], Expression<JsonNode>> compiled = new LinkedHashMap<>();
    mapping.forEach((path, text) -> compiled.put(path.split("\\."), compile(runtime, text)));
    return view -> MessageJson.bytes(map(input(view, self), compiled));
  }

  private static Expression<JsonNode> compile(JacksonRuntime runtime, String text) {
    try {
      return runtime.compile(text);
    } catch (JmesPathException e) {
      throw new IllegalArgumentException("'" + text + "' is not JMESPath: " + e.getMessage(), e);
    }
  }

  private static ObjectNode input(MessageView view, Owner self) {
    RuleMessage message = view.message();
    ObjectNode input = MessageJson.NODES.objectNode().put("schema_version", 1);
    input.put("event_kind", MessageJson.eventKind(message));
    input.put("ts_ms", message.timestamp().toEpochMilli());
    input.set("app", MessageJson.app(self));
    input.set("device", MessageJson.device(message));
    ObjectNode metadata = input.putObject("metadata");
    message.metadata().forEach(metadata::put);
    input.set("data", MessageJson.data(view));
    return input;
  }

  private static ObjectNode map(ObjectNode input, Map<String[], Expression<JsonNode>> compiled) {
    ObjectNode result = MessageJson.NODES.objectNode();
    for (Map.Entry<String[], Expression<JsonNode>> entry : compiled.entrySet()) {
      try {
        put(result, entry.getKey(), DataJson.inFull(entry.getValue().search(input)));
      } catch (JmesPathException e) {
        throw new RenderException(String.join(".", entry.getKey()) + ": " + e.getMessage());
      }
    }
    return result;
  }

  private static void put(ObjectNode result, String[] path, JsonNode value) {
    ObjectNode parent = result;
    for (int i = 0; i < path.length - 1; i++) {
      parent = parent.get(path[i]) instanceof ObjectNode child ? child : parent.putObject(path[i]);
    }
    parent.set(path[path.length - 1], value);
  }
}
