package org.sluiceiot.kafka.connection.check;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.sluiceiot.api.check.CheckReport.Outcome;
import org.sluiceiot.api.check.CheckReport.Step;

/** Tells whether a login may use a consumer group; does not join it. */
final class GroupReport {
  private static final int COORDINATOR_AWAY = 15;
  private static final int NOT_COORDINATOR = 16;
  private static final int GROUP_DENIED = 30;

  private GroupReport() {}

  static Step step(Wire wire, Map<Integer, Integer> newest, String group) {
    try {
      int error = coordinator(wire, newest, group);
      if (error == 0 && newest.getOrDefault(Wire.DESCRIBE_GROUPS, 0) >= 3) {
        return described(wire, group);
      }
      return byError(error, group);
    } catch (IOException e) {
      return step(
          Outcome.WARNING, "the group '" + group + "' cannot be asked for: " + e.getMessage(), "");
    }
  }

  private static int coordinator(Wire wire, Map<Integer, Integer> newest, String group)
      throws IOException {
    int version = Math.min(2, newest.getOrDefault(Wire.FIND_COORDINATOR, 0));
    DataInputStream in =
        wire.ask(
            Wire.FIND_COORDINATOR,
            version,
            out -> {
              Wire.text(out, group);
              if (version >= 1) {
                out.writeByte(0);
              }
            });
    if (version >= 1) {
      in.readInt();
    }
    return in.readShort();
  }

  private static Step described(Wire wire, String group) throws IOException {
    DataInputStream in =
        wire.ask(
            Wire.DESCRIBE_GROUPS,
            3,
            out -> {
              out.writeInt(1);
              Wire.text(out, group);
              out.writeBoolean(true);
            });
    in.readInt();
    in.readInt();
    int error = in.readShort();
    for (int text = 0; text < 4; text++) {
      Wire.text(in);
    }
    for (int members = in.readInt(); members > 0; members--) {
      for (int text = 0; text < 3; text++) {
        Wire.text(in);
      }
      Wire.exactly(in, in.readInt());
      Wire.exactly(in, in.readInt());
    }
    int operations = in.readInt();
    return error == 0 && !ClusterReport.permits(operations, AclOperation.READ)
        ? denied(group)
        : byError(error, group);
  }

  private static Step byError(int error, String group) {
    return switch (error) {
      // Another broker coordinates the group; this one has already said that it may be seen.
      case 0, NOT_COORDINATOR -> step(Outcome.OK, "group '" + group + "' may be used", "");
      case GROUP_DENIED -> denied(group);
      case COORDINATOR_AWAY ->
          step(Outcome.WARNING, "no broker coordinates group '" + group + "' yet", "try again");
      default ->
          step(
              Outcome.WARNING,
              "group '" + group + "' cannot be described (error " + error + ")",
              "");
    };
  }

  private static Step denied(String group) {
    return step(
        Outcome.FAILED,
        "this login may not use the group '" + group + "'",
        "grant it READ on the group, or give a group that it may use");
  }

  private static Step step(Outcome outcome, String text, String hint) {
    return new Step(Layer.GROUP.toString(), outcome, text, hint);
  }
}
