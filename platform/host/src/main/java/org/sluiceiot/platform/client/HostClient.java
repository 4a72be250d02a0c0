package org.sluiceiot.platform.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** One account's requests to a running host. Blocks; safe for any thread. */
public final class HostClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI host;
  private final String token;

  private HostClient(URI host, String user, String password)
      throws IOException, InterruptedException {
    this.host = host;
    ObjectNode login = JSON.createObjectNode().put("name", user).put("password", password);
    HttpResponse<String> answer = send("POST", "/api/login", login, "");
    if (answer.statusCode() != 200) {
      throw new IOException("login refused: " + answer.body());
    }
    this.token = JSON.readTree(answer.body()).path("token").asText();
  }

  /**
   * @param host such as {@code http://127.0.0.1:8080}
   * @throws IOException nothing answers there, or the login is refused; its message says which
   */
  public static HostClient login(URI host, String user, String password)
      throws IOException, InterruptedException {
    return new HostClient(host, user, password);
  }

  /** The answer to a GET, whatever its status. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, null, token);
  }

  /**
   * What a request is answered with.
   *
   * @param body null for none
   * @throws HostAnswerException the host says no
   * @throws IOException the host does not answer
   */
  public JsonNode call(String method, String path, JsonNode body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = send(method, path, body, token);
    JsonNode json = JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    if (answer.statusCode() >= 400) {
      String why = json.at("/problems/0/text").asText("status " + answer.statusCode());
      throw new HostAnswerException(answer.statusCode(), why);
    }
    return json;
  }

  private HttpResponse<String> send(String method, String path, JsonNode body, String bearer)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(host + path))
            .timeout(ANSWER_WITHIN)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body.toString()));
    if (!bearer.isEmpty()) {
      request.header("Authorization", "Bearer " + bearer);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new IOException("nothing serves there", e);
    }
  }
}
