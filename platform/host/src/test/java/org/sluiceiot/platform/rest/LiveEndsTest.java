package org.sluiceiot.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.TestHost;
import org.sluiceiot.platform.auth.Account;
import org.sluiceiot.platform.auth.Role;
import org.sluiceiot.platform.tenant.Tenant;

/** A live stream is as long as the right to see it, and its place is shared fairly. */
class LiveEndsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"password", "role", "logout", "deletion", "tenant"})
  void aStreamEndsWithTheSession(String how) throws Exception {
    try (TestHost host = TestHost.start(folder)) {
      Tenant tenant = host.tenant("north");
      String token = host.account("anna", Role.TENANT_ADMIN, tenant);
      CompletableFuture<HttpResponse<String>> stream =
          HttpClient.newHttpClient()
              .sendAsync(
                  HttpRequest.newBuilder(
                          URI.create(host.url() + "/api/tenants/" + tenant.id() + "/live"))
                      .header("Authorization", "Bearer " + token)
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThatThrownBy(() -> stream.get(2, TimeUnit.SECONDS))
          .as("goes on while nothing changes")
          .isInstanceOf(java.util.concurrent.TimeoutException.class);
      end(host, tenant, token, how);
      assertThat(stream.get(10, TimeUnit.SECONDS).body()).contains("event: counters");
    }
  }

  private static void end(TestHost host, Tenant tenant, String token, String how) {
    Account anna = host.accounts().find("anna").orElseThrow();
    switch (how) {
      case "password" -> host.accounts().changePassword(anna, "another good password");
      case "role" -> host.accounts().changeRole(anna, Role.VIEWER);
      case "logout" -> host.call("POST", "/api/logout", "", token);
      case "deletion" -> host.accounts().delete(anna);
      default -> host.platform().deleteTenant(tenant.id());
    }
  }

  @Test
  void aTenantThatHasAllStreamsGivesSomeToOthers() {
    OpenStreams streams = new OpenStreams();
    TenantId greedy = new TenantId(UUID.randomUUID());
    TenantId other = new TenantId(UUID.randomUUID());
    List<OpenStreams.Place> places = new ArrayList<>();
    Map<Integer, Boolean> ended = new HashMap<>();
    for (int i = 0; i < OpenStreams.ALTOGETHER; i++) {
      int number = i;
      places.add(streams.take("user" + i % 20, greedy, () -> true, () -> ended.put(number, true)));
    }
    assertThatThrownBy(() -> streams.take("user99", greedy, () -> true, () -> {}))
        .isInstanceOf(ApiException.class);
    for (int i = 0; i < 10; i++) {
      places.add(streams.take("other", other, () -> true, () -> ended.put(-1, true)));
    }
    assertThat(ended.keySet()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    places.forEach(OpenStreams.Place::close);
    streams.take("user0", greedy, () -> true, () -> {}).close();
  }

  @Test
  void oneUserHasABoundedNumber() {
    OpenStreams streams = new OpenStreams();
    TenantId tenant = new TenantId(UUID.randomUUID());
    for (int i = 0; i < 16; i++) {
      streams.take("anna", tenant, () -> true, () -> {});
    }
    assertThatThrownBy(() -> streams.take("anna", tenant, () -> true, () -> {}))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.status()).isEqualTo(429));
  }
}
