package org.sluiceiot.kafka.uplink.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.kafka.connection.Redaction;
import org.sluiceiot.kafka.decode.EntityJson;
import org.sluiceiot.kafka.decode.RecordMetadata;
import org.sluiceiot.kafka.decode.dryrun.RecordForm;
import org.sluiceiot.kafka.uplink.route.Route;

/**
 * Keeps the last inputs for the decoder's dry run: failed ones always, others while the host wants
 * debug events, which it reports too. Safe for any thread.
 */
final class InputLog {
  private static final int MOST = 10;
  private static final int LONGEST = 64 * 1024;

  private final Observer observer;
  private final Redaction redaction;
  private final Deque<ObjectNode> last = new ArrayDeque<>();

  InputLog(Observer observer, Redaction redaction) {
    this.observer = observer;
    this.redaction = redaction;
  }

  void seen(RecordTask task) {
    if (observer.debugging()) {
      remember(task, null);
      byte[] value = task.record().value();
      report("raw", task, value == null ? "(none)" : redaction.payload(RecordMetadata.text(value)));
    }
  }

  void decoded(RecordTask task, Route route, List<EntityData> entities) {
    if (observer.debugging()) {
      report(
          "decoded by route " + route.name(),
          task,
          redaction.payload(EntityJson.of(entities).toString()));
    }
  }

  /**
   * @param text why, for the user
   */
  void failed(RecordTask task, String text) {
    remember(task, text);
  }

  private void report(String what, RecordTask task, String payload) {
    observer.event(
        new Event(Event.Kind.DEBUG, what + ": " + task, Map.of("kind", what, "payload", payload)));
  }

  private void remember(RecordTask task, String error) {
    if (task.size() > LONGEST) {
      return;
    }
    ObjectNode input = RecordForm.write(task.source());
    if (error != null) {
      input.put("error", error);
    }
    synchronized (last) {
      last.addFirst(input);
      if (last.size() > MOST) {
        last.removeLast();
      }
    }
  }

  /** Newest first, in the form that the dry run takes. */
  ArrayNode json() {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    synchronized (last) {
      last.forEach(input -> array.add(input.deepCopy()));
    }
    return array;
  }
}
