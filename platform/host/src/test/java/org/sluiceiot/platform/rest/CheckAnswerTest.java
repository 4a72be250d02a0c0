package org.sluiceiot.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.platform.TestHost;
import org.sluiceiot.platform.auth.Role;
import org.sluiceiot.platform.fakeplugin.FakeSource;
import org.sluiceiot.platform.tenant.Tenant;

class CheckAnswerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TRIAL = "{\"type\":\"fake-source\",\"config\":%s}";

  @TempDir Path folder;

  @Test
  void aStepArrivesBeforeTheCheckEnds() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    System.getProperties().put(FakeSource.CHECK_LATCH, end);
    try (TestHost host = TestHost.start(folder)) {
      HttpResponse<InputStream> answer = ask(host, "{}");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("ndjson");
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        JsonNode step = JSON.readTree(lines.readLine()).path("step");
        assertThat(step.path("layer").asText()).isEqualTo("sasl");
        assertThat(step.path("millis").asDouble()).isEqualTo(3.0);
        end.countDown();
        JsonNode report = JSON.readTree(lines.readLine()).path("report");
        assertThat(report.path("ok").asBoolean()).isTrue();
        assertThat(report.path("steps")).containsExactly(step);
        assertThat(lines.readLine()).isNull();
      }
    } finally {
      System.getProperties().remove(FakeSource.CHECK_LATCH);
    }
  }

  @Test
  void problemsComeAsUsual() throws Exception {
    try (TestHost host = TestHost.start(folder)) {
      HttpResponse<InputStream> answer = ask(host, "{\"typo\":1}");
      assertThat(answer.statusCode()).isEqualTo(400);
      JsonNode problem = JSON.readTree(answer.body()).path("problems").get(0);
      assertThat(problem.path("path").asText()).isEqualTo("typo");
    }
  }

  private static HttpResponse<InputStream> ask(TestHost host, String config) throws Exception {
    Tenant tenant = host.tenant("north");
    String token = host.account("anna", Role.TENANT_ADMIN, tenant);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create(host.url() + "/api/tenants/" + tenant.id() + "/integrations/check"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(TRIAL.formatted(config)))
                .build(),
            HttpResponse.BodyHandlers.ofInputStream());
  }
}
