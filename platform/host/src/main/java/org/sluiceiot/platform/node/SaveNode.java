package org.sluiceiot.platform.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.api.integration.RejectedDataException;
import org.sluiceiot.api.message.EntityId;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNode;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.api.plugin.NodeType;
import org.sluiceiot.platform.entity.EntityDirectory;
import org.sluiceiot.platform.telemetry.Point;
import org.sluiceiot.platform.telemetry.TelemetryWriter;

/** Saves a message's data as telemetry or attributes of its originator. */
final class SaveNode implements RuleNode {
  private final EntityDirectory entities;
  private final Function<List<Point>, CompletionStage<Void>> save;
  private RuleNodeContext context;
  private Metrics.Counter saved;

  private SaveNode(EntityDirectory entities, Function<List<Point>, CompletionStage<Void>> save) {
    this.entities = entities;
    this.save = save;
  }

  static NodeType telemetry(EntityDirectory entities, TelemetryWriter writer) {
    return new NodeType(
        "save-telemetry",
        "save telemetry",
        "Saves the data as telemetry of the originator; Success once the database has it.",
        1,
        NoConfig.class,
        List.of(RuleNodeContext.SUCCESS),
        () -> new SaveNode(entities, writer::saveTelemetry));
  }

  static NodeType attributes(EntityDirectory entities, TelemetryWriter writer) {
    return new NodeType(
        "save-attributes",
        "save attributes",
        "Saves the data as attributes of the originator; Success once the database has it.",
        1,
        NoConfig.class,
        List.of(RuleNodeContext.SUCCESS),
        () -> new SaveNode(entities, writer::saveAttributes));
  }

  @Override
  public void init(RuleNodeContext given, JsonNode config) throws ConfigException {
    ConfigReader.read(config, NoConfig.class);
    context = given;
    saved = given.observer().metrics().counter("saved");
  }

  @Override
  public void onMessage(RuleMessage message) {
    EntityId originator = message.originator();
    if (!originator.type().equals(EntityId.DEVICE) && !originator.type().equals(EntityId.ASSET)) {
      throw new RejectedDataException("nothing can be saved for a " + originator.type());
    }
    long entity = entities.number(context.self().tenant(), originator.id());
    List<Point> points = PointReader.read(message, entity);
    save.apply(points)
        .whenComplete(
            (done, failure) -> {
              try {
                ended(message, points.size(), failure);
              } catch (Throwable e) {
                // Broad: a stage keeps what its callback throws to itself, and nobody would hear
                // of the message any more.
                context.fail(message, e);
              }
            });
  }

  private void ended(RuleMessage message, int points, Throwable failure) {
    if (failure == null) {
      saved.add(points);
      context.complete(message, RuleNodeContext.SUCCESS);
    } else {
      context.fail(message, failure);
    }
  }

  @Override
  public void destroy() {
    // What waits in the writer completes by itself.
  }
}
