package org.sluiceiot.platform.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.platform.TestHost;
import org.sluiceiot.platform.host.PlatformOptions;
import org.sluiceiot.platform.store.Postgres;
import org.sluiceiot.platform.tenant.TenantQuota;

/** The whole host on PostgreSQL. */
class PostgresHostTest {
  @TempDir Path folder;

  @Test
  void everything_works_and_survives_a_restart() throws Exception {
    PlatformOptions options =
        new PlatformOptions(
            folder.resolve("data"),
            TestHost.plugins(folder),
            Postgres.freshUrl(),
            "postgres",
            null,
            null,
            "host",
            TenantQuota.DEFAULT);
    String base;
    String id;
    try (TestHost host = TestHost.start(options)) {
      var tenant = host.tenant("t");
      base = "/api/tenants/" + tenant.id();
      id =
          host.call(
                  "POST",
                  base + "/integrations",
                  "{'name':'i','type':'fake-source','enabled':true,'config':{'password':'p'}}")
              .body()
              .path("id")
              .asText();
      assertThat(deliver(host, base, id, 1)).isEqualTo("safe");
      assertThat(deliver(host, base, id, 1)).isEqualTo("safe");
      String search = base + "/entities?kind=device&search=BOIL";
      assertThat(host.call("GET", search, "").body().path("total").asInt()).isEqualTo(1);
      assertThat(host.call("GET", base + "/events", "").status()).isEqualTo(200);
      assertThat(host.call("GET", base + "/rule-chains", "").body()).hasSize(1);
    }
    try (TestHost host = TestHost.start(options)) {
      assertThat(deliver(host, base, id, 2)).isEqualTo("safe");
      String device = host.call("GET", base + "/entities", "").body().at("/items/0/id").asText();
      String series = base + "/entities/" + device + "/telemetry?from=0";
      assertThat(host.call("GET", series, "").body().path("t")).hasSize(2);
      assertThat(host.call("DELETE", base + "/entities/" + device, "").status()).isEqualTo(204);
      assertThat(host.call("DELETE", base, "").status()).isEqualTo(204);
      assertThat(host.call("GET", base, "").status()).isEqualTo(404);
    }
  }

  private static String deliver(TestHost host, String base, String id, long ts) {
    return host.call(
            "POST",
            base + "/integrations/" + id + "/commands/deliver",
            "{'device':'boiler 1','ts':%d,'values':{'t':%d}}".formatted(ts, ts))
        .body()
        .path("outcome")
        .asText();
  }
}
