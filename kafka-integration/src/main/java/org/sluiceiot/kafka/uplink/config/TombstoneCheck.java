package org.sluiceiot.kafka.uplink.config;

import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problems;

/** Whether the host can do what tombstones are to do. Stateless. */
public final class TombstoneCheck {
  private TombstoneCheck() {}

  /**
   * Refuses to delete attributes, for hosts that cannot.
   *
   * @throws ConfigException the integration or a route asks for it
   */
  public static void refuseDeleting(UplinkConfig config) throws ConfigException {
    Problems problems = new Problems();
    check(config.entities(), problems.at("entities"));
    for (int i = 0; i < config.routes().size(); i++) {
      check(config.routes().get(i).entities(), problems.at("routes").at(i).at("entities"));
    }
    problems.orThrow();
  }

  private static void check(EntityConfig entities, Problems problems) {
    if (entities != null && entities.tombstones() == TombstonePolicy.DELETE_ATTRIBUTES) {
      problems
          .at("tombstones")
          .add(
              "delete-attributes: this host offers integrations no way to delete attributes",
              "use dead-letter and delete them elsewhere, or run the integration on the host of"
                  + " its own that the command 'sluice run' starts");
    }
  }
}
