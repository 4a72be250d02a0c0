package org.thingsboard.server.extensions.sluice;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.thingsboard.rest.RestEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.thingsboard.server.common.data.User;

/**
 * Where the nodes' forms ask, found by ThingsBoard's scan of {@code org.thingsboard.server}. Thin
 * on purpose: a class that does not link here would keep the server from starting, so what it needs
 * is looked for by name first, and everything of ours is loaded by the first request, which answers
 * 503 when that fails.
 */
@RestController
@RequestMapping("/api/sluice")
@ConditionalOnExpression("'${service.type:null}'=='monolith' || '${service.type:null}'=='tb-core'")
@ConditionalOnClass(
    name = {
      "jakarta.servlet.http.HttpServletResponse",
      "org.springframework.security.access.prepost.PreAuthorize",
      "org.springframework.security.core.context.SecurityContextHolder",
      "org.thingsboard.server.common.data.User"
    })
@PreAuthorize("hasAuthority('TENANT_ADMIN')")
public class SluiceController {
  private static final Logger LOG = LoggerFactory.getLogger(SluiceController.class);

  private final Supplier<RestEndpoint> endpoint;

  /** Called by Spring. */
  public SluiceController() {
    this(RestEndpoint::ofProcess);
  }

  SluiceController(Supplier<RestEndpoint> endpoint) {
    this.endpoint = endpoint;
  }

  /** What needs no configuration: {@code version}, {@code loops}. */
  @GetMapping("/{call}")
  public void get(
      @PathVariable("call") String call, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer("GET " + call, request, response);
  }

  /** What is asked about a configuration. */
  @PostMapping("/{call}")
  public void post(
      @PathVariable("call") String call, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer("POST " + call, request, response);
  }

  /** Sends dead letters again. */
  @PostMapping("/dead-letters/redrive")
  public void redrive(HttpServletRequest request, HttpServletResponse response) throws IOException {
    answer("POST redrive", request, response);
  }

  private void answer(String call, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      Object principal = SecurityContextHolder.getContext().getAuthentication().getPrincipal();
      endpoint
          .get()
          .answer(
              call,
              ((User) principal).getTenantId().getId(),
              request.getInputStream(),
              new ServletAnswer(response));
    } catch (RuntimeException | LinkageError e) {
      // A jar that does not fit this server, or a user of a kind that this jar does not know: the
      // forms go on without what stands behind the endpoint.
      LOG.warn("The endpoint of the Kafka nodes (sluice) did not answer {}", call, e);
      unavailable(response);
    }
  }

  private static void unavailable(HttpServletResponse response) throws IOException {
    if (!response.isCommitted()) {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      response.setContentType("application/json");
      response
          .getOutputStream()
          .write(
              ("{\"problems\":[{\"path\":\"\",\"message\":\"the jar's endpoint does not work in this"
                      + " server\",\"remedy\":\"the server's log says why\"}]}")
                  .getBytes(StandardCharsets.UTF_8));
    }
  }
}
