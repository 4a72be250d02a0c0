package org.sluiceiot.platform.rest;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.platform.auth.Account;
import org.sluiceiot.platform.entity.Entity;
import org.sluiceiot.platform.owner.OpenIncidents.OpenIncident;
import org.sluiceiot.platform.owner.RunningOwner;
import org.sluiceiot.platform.owner.StoredEvent;
import org.sluiceiot.platform.telemetry.Point;
import org.sluiceiot.platform.tenant.Tenant;

/** How things look in JSON. */
final class Shapes {
  private Shapes() {}

  static Map<String, Object> problems(List<Problem> problems) {
    return Map.of(
        "problems",
        problems.stream()
            .map(
                problem ->
                    Map.of(
                        "path", problem.path(),
                        "text", problem.text(),
                        "remedy", problem.remedy()))
            .toList());
  }

  static Map<String, Object> tenant(Tenant tenant) {
    return object(
        "id", tenant.id().toString(), "name", tenant.name(), "created", time(tenant.created()));
  }

  static Map<String, Object> account(Account account) {
    return object(
        "id",
        account.id().toString(),
        "name",
        account.name(),
        "role",
        account.role().text(),
        "tenant",
        account.tenant() == null ? null : account.tenant().toString());
  }

  static Map<String, Object> entity(Entity entity) {
    return object(
        "id", entity.id().toString(),
        "kind", lower(entity.kind()),
        "name", entity.name(),
        "type", entity.type(),
        "label", entity.label(),
        "customer", entity.customer(),
        "group", entity.group(),
        "created", time(entity.created()));
  }

  static Map<String, Object> value(Point point) {
    return object("key", point.key(), "ts", point.ts(), "value", point.value());
  }

  static Map<String, Object> status(RunningOwner.Status status) {
    return object(
        "owner", status.owner(),
        "state", lower(status.state()),
        "reason", status.reason(),
        "counters", status.counters(),
        "debugUntil", status.debugUntil() == null ? null : time(status.debugUntil()));
  }

  static Map<String, Object> report(CheckReport report) {
    return object("ok", report.ok(), "steps", report.steps().stream().map(Shapes::step).toList());
  }

  static Map<String, Object> step(CheckReport.Step step) {
    return object(
        "layer", step.layer(),
        "outcome", lower(step.outcome()),
        "text", step.text(),
        "hint", step.hint(),
        "millis", Math.round(step.took().toNanos() / 1e4) / 100.0);
  }

  static Map<String, Object> event(StoredEvent event) {
    return object(
        "id", event.id(),
        "at", time(event.at()),
        "owner", event.owner(),
        "ownerName", event.ownerName(),
        "kind", lower(event.kind()),
        "text", event.text(),
        "details", event.details());
  }

  static Map<String, Object> incident(OpenIncident incident) {
    return object(
        "owner", incident.owner(),
        "ownerName", incident.ownerName(),
        "incident", incident.name(),
        "since", time(incident.since()),
        "at", time(incident.at()),
        "count", incident.count(),
        "text", incident.text());
  }

  static String time(Instant time) {
    return time.toString();
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** An object with its members in order; values may be null. */
  static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }
}
