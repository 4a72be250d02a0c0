package org.sluiceiot.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.platform.TestHost;

class OpenApiTest {
  @TempDir Path folder;

  @Test
  void the_document_and_the_routes_are_the_same() throws Exception {
    try (TestHost host = TestHost.start(folder)) {
      List<String> routes = new ArrayList<>();
      host.rest().routes().forEach(route -> routes.add(route.method() + " " + route.path()));
      JsonNode document = host.call("GET", "/api/openapi.json", "").body();
      List<String> documented = new ArrayList<>();
      for (var path : document.path("paths").properties()) {
        for (var method : path.getValue().properties()) {
          if (!method.getKey().equals("parameters")) {
            documented.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
          }
        }
      }
      assertThat(routes).containsExactlyInAnyOrderElementsOf(documented);
    }
  }
}
