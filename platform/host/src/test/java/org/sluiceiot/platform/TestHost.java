package org.sluiceiot.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.sluiceiot.platform.auth.Accounts;
import org.sluiceiot.platform.auth.Role;
import org.sluiceiot.platform.fakeplugin.FakePluginJar;
import org.sluiceiot.platform.host.Platform;
import org.sluiceiot.platform.host.PlatformOptions;
import org.sluiceiot.platform.rest.HttpOptions;
import org.sluiceiot.platform.rest.RestServer;
import org.sluiceiot.platform.tenant.Tenant;

/** A whole host with the fake plugin, spoken to over HTTP. */
public final class TestHost implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "a good password";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Platform platform;
  private final Accounts accounts;
  private final RestServer rest;
  private String token = "";

  private TestHost(Platform platform) {
    this.platform = platform;
    this.accounts = platform.accounts();
    if (accounts.find("admin").isEmpty()) {
      accounts.create("admin", Role.OPERATOR, null, PASSWORD);
    }
    this.rest = platform.serve(HttpOptions.plain("127.0.0.1", 0));
    this.token = login("admin");
  }

  /** Starts one, or starts it again on the data that is there. */
  public static TestHost start(Path folder) throws IOException {
    return start(PlatformOptions.embedded(folder.resolve("data"), plugins(folder)));
  }

  public static TestHost start(PlatformOptions options) {
    return new TestHost(Platform.start(options));
  }

  /** A directory with the fake plugin's jar. */
  public static Path plugins(Path folder) throws IOException {
    Path plugins = folder.resolve("plugins");
    FakePluginJar.write(plugins);
    return plugins;
  }

  public Platform platform() {
    return platform;
  }

  public RestServer rest() {
    return rest;
  }

  public Accounts accounts() {
    return accounts;
  }

  public String url() {
    return "http://127.0.0.1:" + rest.port();
  }

  /** A tenant that may use the fake plugin. */
  public Tenant tenant(String name) {
    Tenant tenant = platform.createTenant(name);
    platform.enablePlugin(tenant.id(), "fake", true);
    return tenant;
  }

  /** Adds an account with the password of all test accounts. */
  public String account(String name, Role role, Tenant tenant) {
    accounts.create(name, role, tenant == null ? null : tenant.id(), PASSWORD);
    return login(name);
  }

  public String login(String name) {
    Answer answer =
        call("POST", "/api/login", "{'name':'%s','password':'%s'}".formatted(name, PASSWORD), "");
    return answer.body().path("token").asText();
  }

  /** An answer; the body is a missing node when it is not JSON. */
  public record Answer(int status, JsonNode body, HttpResponse<String> raw) {
    /** All problems in one text. */
    public String problems() {
      return body.path("problems").toString();
    }
  }

  /** As the operator. Apostrophes in the body stand for quotes. */
  public Answer call(String method, String path, String body) {
    return call(method, path, body, token);
  }

  public Answer call(String method, String path, String body, String bearer) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
    if (!bearer.isEmpty()) {
      request.header("Authorization", "Bearer " + bearer);
    }
    return send(request.build());
  }

  public Answer send(HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      boolean json =
          answer.headers().firstValue("Content-Type").orElse("").contains("application/json");
      JsonNode body = JSON.readTree(json && !answer.body().isEmpty() ? answer.body() : "{}");
      if (json) {
        DocumentedAnswers.check(
            request.method(), request.uri().getPath(), answer.statusCode(), body);
      }
      return new Answer(answer.statusCode(), body, answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    rest.close();
    platform.close();
  }
}
