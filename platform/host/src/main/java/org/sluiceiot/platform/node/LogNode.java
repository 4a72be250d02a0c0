package org.sluiceiot.platform.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNode;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.api.plugin.NodeType;

/** Records messages as events, for people. */
final class LogNode implements RuleNode {
  /** Configuration of {@code log}. */
  public record Config(
      @Property(
              title = "Text",
              help = "What the event says; the message itself is in the event's details.",
              defaultValue = "message",
              min = "1",
              max = "1000")
          String text,
      @Property(
              title = "As",
              help = "Kind of the event: an alarm is what a person should act upon.",
              defaultValue = "error")
          Level level) {
    /** Kinds of events that a user may ask for. */
    public enum Level {
      ERROR,
      ALARM
    }
  }

  static final NodeType TYPE =
      new NodeType(
          "log",
          "log",
          "Records the message as an event and passes it on.",
          1,
          Config.class,
          List.of(RuleNodeContext.SUCCESS),
          LogNode::new);

  private RuleNodeContext context;
  private Config config;

  @Override
  public void init(RuleNodeContext given, JsonNode json) throws ConfigException {
    config = ConfigReader.read(json, Config.class);
    context = given;
  }

  @Override
  public void onMessage(RuleMessage message) {
    Event.Kind kind = config.level() == Config.Level.ALARM ? Event.Kind.ALARM : Event.Kind.ERROR;
    context
        .observer()
        .event(
            new Event(
                kind,
                config.text(),
                Map.of(
                    "originator", message.originator().toString(),
                    "messageType", message.type(),
                    "metadata", message.metadata().toString(),
                    "data", message.data())));
    context.complete(message, RuleNodeContext.SUCCESS);
  }

  @Override
  public void destroy() {
    // Holds nothing.
  }
}
