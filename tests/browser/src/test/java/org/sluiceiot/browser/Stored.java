package org.sluiceiot.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.util.Map;

/** What the host has stored, asked over REST with the page's login. */
final class Stored {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Stage stage;

  Stored(Stage stage) {
    this.stage = stage;
  }

  JsonNode integration(String name) throws IOException {
    return get("/integrations/" + idOf("/integrations", name));
  }

  JsonNode chain(String name) throws IOException {
    return get("/rule-chains/" + idOf("/rule-chains", name));
  }

  /** Makes an integration that does not run, and says its id. */
  String create(String name, String config) throws IOException {
    Map<String, Object> body =
        Map.of(
            "name",
            name,
            "type",
            "kafka-uplink",
            "version",
            1,
            "enabled",
            false,
            "config",
            JSON.readValue(config, Map.class));
    return post("/integrations", body).path("id").asText();
  }

  JsonNode post(String path, Map<String, Object> body) throws IOException {
    APIResponse answer =
        stage.page().request().post(address(path), RequestOptions.create().setData(body));
    assertThat(answer.ok()).as(answer.text()).isTrue();
    return JSON.readTree(answer.text());
  }

  private String idOf(String list, String name) throws IOException {
    for (JsonNode one : get(list)) {
      if (one.path("name").asText().equals(name)) {
        return one.path("id").asText();
      }
    }
    throw new AssertionError(name + " is not stored");
  }

  private JsonNode get(String path) throws IOException {
    APIResponse answer = stage.page().request().get(address(path));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return JSON.readTree(answer.text());
  }

  private String address(String path) {
    return stage.host().address() + "/api/tenants/" + stage.tenant().id() + path;
  }
}
