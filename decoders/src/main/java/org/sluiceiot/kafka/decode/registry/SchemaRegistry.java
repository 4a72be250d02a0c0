package org.sluiceiot.kafka.decode.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.kafka.connection.KafkaSettings;
import org.sluiceiot.kafka.connection.http.CheckedHttp;
import org.sluiceiot.kafka.connection.http.CheckedSockets;
import org.sluiceiot.kafka.connection.policy.AddressPolicy;
import org.sluiceiot.kafka.connection.policy.HostPort;
import org.sluiceiot.kafka.connection.policy.RefusedAddressException;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.TransientDecodeException;

/**
 * Fetches schemas by id, over addresses that the operator permits. Nothing is kept here; see {@link
 * SchemaCache}. Safe for any thread; blocks for at most ten seconds a schema.
 */
public final class SchemaRegistry {
  private static final int MOST_REFERENCES = 50;
  private static final String PATH = "registry.url";

  private final String base;
  private final Map<String, String> headers;
  private final CheckedHttp http;

  /**
   * @throws ConfigException the operator does not permit the address
   */
  public SchemaRegistry(RegistryConfig config, Host host) throws ConfigException {
    base = config.url().replaceAll("/+$", "");
    headers = headers(config);
    KafkaSettings settings = KafkaSettings.of(host);
    AddressPolicy addresses = new AddressPolicy(settings.addresses());
    check(URI.create(base), addresses, settings);
    http = new CheckedHttp(new CheckedSockets(addresses), tls(), settings.allowPlainHttp());
  }

  private static void check(URI uri, AddressPolicy addresses, KafkaSettings settings)
      throws ConfigException {
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    if (!secure && !settings.allowPlainHttp()) {
      throw new ConfigException(PATH, "must be an https address", "the operator forbids http");
    }
    int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
    try {
      addresses.checkWritten(new HostPort(uri.getHost().replaceAll("[\\[\\]]", ""), port));
    } catch (RefusedAddressException e) {
      throw new ConfigException(PATH, e.getMessage(), "ask the operator");
    }
  }

  private static SSLContext tls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  private static Map<String, String> headers(RegistryConfig config) {
    String accept = "application/vnd.schemaregistry.v1+json, application/json";
    if (config.token() != null) {
      return Map.of("Accept", accept, "Authorization", "Bearer " + config.token().reveal());
    }
    if (config.user() == null) {
      return Map.of("Accept", accept);
    }
    String pair = config.user() + ":" + config.password().reveal();
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return Map.of("Accept", accept, "Authorization", "Basic " + basic);
  }

  /**
   * A schema as written.
   *
   * @param type {@code AVRO}, {@code PROTOBUF} or {@code JSON}
   * @param references in the order of the registry, each after those that it needs itself
   */
  public record Schema(String type, String text, List<Reference> references) {}

  /** Another schema that one refers to by this name. */
  public record Reference(String name, String text) {}

  /**
   * @throws TransientDecodeException the registry is away, or does not know the schema (yet)
   * @throws DecodeException the registry refuses or answers nonsense
   */
  public Schema byId(int id) throws DecodeException {
    JsonNode answer = get("/schemas/ids/" + id);
    List<Reference> references = new ArrayList<>();
    references(answer, references, new ArrayDeque<>());
    return new Schema(answer.path("schemaType").asText("AVRO"), text(answer), references);
  }

  /**
   * @param open names of the schemas around this one, the innermost last
   */
  private void references(JsonNode answer, List<Reference> found, Deque<String> open)
      throws DecodeException {
    for (JsonNode reference : answer.path("references")) {
      String name = reference.path("name").asText();
      if (found.stream().anyMatch(known -> known.name().equals(name))) {
        continue;
      }
      if (open.contains(name)) {
        throw new DecodeException(
            "the schemas of the registry refer to each other in a circle: "
                + String.join(", ", open)
                + ", "
                + name
                + "; correct their references");
      }
      // Each was asked for once: those that are done, and those around.
      if (found.size() + open.size() >= MOST_REFERENCES) {
        throw new DecodeException("the schema refers to more than " + MOST_REFERENCES + " others");
      }
      String subject =
          URLEncoder.encode(reference.path("subject").asText(), StandardCharsets.UTF_8);
      JsonNode other =
          get("/subjects/" + subject + "/versions/" + reference.path("version").asInt());
      open.addLast(name);
      references(other, found, open);
      open.removeLast();
      found.add(new Reference(name, text(other)));
    }
  }

  private static String text(JsonNode answer) throws DecodeException {
    if (!answer.path("schema").isTextual()) {
      throw new DecodeException("the schema registry answered without a schema");
    }
    return answer.get("schema").textValue();
  }

  private JsonNode get(String path) throws DecodeException {
    CheckedHttp.Answer answer;
    try {
      answer = http.get(URI.create(base + path), headers);
    } catch (IOException | RefusedAddressException e) {
      throw new TransientDecodeException("the schema registry is away: " + e.getMessage(), e);
    }
    if (answer.status() == 200) {
      return JsonPayload.read(answer.body().getBytes(StandardCharsets.UTF_8));
    }
    String what = "the schema registry answered " + answer.status() + " to " + path;
    // an unknown id may be registered a moment later; wrong credentials get corrected
    throw new TransientDecodeException(what, null);
  }
}
