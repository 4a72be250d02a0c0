package org.sluiceiot.loops;

import java.util.UUID;
import org.sluiceiot.api.message.TenantId;

/** Where a chain reads and writes, and what the operator and the tenant say; JSON with ' for ". */
final class Plan {
  /** The configuration layer is off, so that the other layers show what they do. */
  static final String OFF = "{'loopPolicy':'off','loopGuard':{'acrossTenants':'off'}}";

  final String fromServers;
  final String fromTopic;
  final String toTopic;
  String toServers;
  TenantId tenant = new TenantId(UUID.randomUUID());
  Script script = Script.NONE;

  /** The operator's. */
  String settings = OFF;

  /** The tenant's {@code loopGuard}, of the uplink. */
  String guard = "{}";

  /** And of the downlink. */
  String downlinkGuard = "{}";

  /** {@code failures.onLoop} of the uplink. */
  String uplinkOnLoop = "skip";

  /** {@code onLoop} of the downlink. */
  String downlinkOnLoop = "loop";

  /** Further client properties of the uplink. */
  String properties = "{}";

  private Plan(String servers, String fromTopic, String toTopic) {
    this.fromServers = servers;
    this.toServers = servers;
    this.fromTopic = fromTopic;
    this.toTopic = toTopic;
  }

  static Plan of(String servers, String fromTopic, String toTopic) {
    return new Plan(servers, fromTopic, toTopic);
  }

  Plan to(String servers) {
    toServers = servers;
    return this;
  }

  Plan tenant(TenantId value) {
    tenant = value;
    return this;
  }

  Plan script(Script value) {
    script = value;
    return this;
  }

  Plan settings(String value) {
    settings = value;
    return this;
  }

  Plan guard(String value) {
    guard = value;
    return this;
  }

  Plan onLoop(String uplink, String downlink) {
    uplinkOnLoop = uplink;
    downlinkOnLoop = downlink;
    return this;
  }

  Plan properties(String value) {
    properties = value;
    return this;
  }
}
