package org.sluiceiot.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** The host's REST for one login. */
final class Rest {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String address;
  private final String token;

  private Rest(String address, String token) {
    this.address = address;
    this.token = token;
  }

  static Rest login(String address, String name, String password) {
    Answer answer =
        new Rest(address, null)
            .send("POST", "/api/login", Map.of("name", name, "password", password));
    return new Rest(address, answer.expect(200).path("token").asText());
  }

  /** The same login at the address of a host that was started again. */
  Rest at(String newAddress) {
    return new Rest(newAddress, token);
  }

  /** Another login at the same address. */
  Rest with(String otherToken) {
    return new Rest(address, otherToken);
  }

  /** What came back. */
  record Answer(int status, JsonNode body) {
    JsonNode expect(int wanted) {
      if (status != wanted) {
        throw new AssertionError("status " + status + " instead of " + wanted + ": " + body);
      }
      return body;
    }
  }

  JsonNode get(String path) {
    return send("GET", path, null).expect(200);
  }

  /** An answer that is not JSON. */
  String text(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + path))
              .timeout(Duration.ofSeconds(40))
              .header("Authorization", "Bearer " + token)
              .build();
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * @param body anything Jackson writes, or null
   */
  Answer send(String method, String path, Object body) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(address + path))
              .timeout(Duration.ofSeconds(40))
              .header("Content-Type", "application/json")
              .method(
                  method,
                  body == null
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofString(JSON.writeValueAsString(body)));
      if (token != null) {
        request.header("Authorization", "Bearer " + token);
      }
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
