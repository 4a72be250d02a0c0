package org.sluiceiot.thingsboard.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.thingsboard.runtime.Shared;

/**
 * Answers the nodes' forms: everything about a posted configuration, nothing about running nodes,
 * which may live in other services. The operator's rules hold as for a node. Nothing that was
 * posted is logged. Safe for any thread; blocks while a cluster is asked, for a bounded time and a
 * bounded number of requests.
 */
public final class RestEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(RestEndpoint.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "application/json";

  private static final class Holder {
    static final RestEndpoint INSTANCE = new RestEndpoint(Shared.ofProcess());
  }

  private final Shared shared;
  private final CallLimit limit = new CallLimit();

  /**
   * @param shared of the process, or a test's own
   */
  public RestEndpoint(Shared shared) {
    this.shared = shared;
  }

  /** The one of this server process. */
  public static RestEndpoint ofProcess() {
    return Holder.INSTANCE;
  }

  /**
   * Answers one request.
   *
   * @param call method and name: {@code POST check}
   * @param tenant whose administrator asks
   * @param body read for a {@code POST} only
   * @throws IOException whoever asked is gone
   */
  public void answer(String call, UUID tenant, InputStream body, RestAnswer answer)
      throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Kafka and TBEL look classes up through it.
    thread.setContextClassLoader(RestEndpoint.class.getClassLoader());
    try {
      limit.enter(tenant);
      try {
        work(call, tenant, body, answer);
      } finally {
        limit.leave(tenant);
      }
    } catch (RestException e) {
      write(answer, e.status(), problems(e.problems()));
    } catch (ConfigException e) {
      write(answer, 400, problems(e.problems()));
    } catch (IllegalArgumentException e) {
      // What a plugin says in words for users.
      write(answer, 400, problems(List.of(new Problem("", String.valueOf(e.getMessage()), ""))));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private void work(String call, UUID tenant, InputStream body, RestAnswer answer)
      throws IOException, RestException, ConfigException {
    if (call.equals("GET version")) {
      write(answer, 200, JsonNodeFactory.instance.objectNode().put("version", version()));
      return;
    }
    // A tenant that may not use the nodes may not use what stands behind their forms.
    shared.policyFor(tenant);
    if (call.equals("GET loops")) {
      write(answer, 200, JSON.valueToTree(shared.flows().ofTenant(tenant.toString())));
      return;
    }
    if (!call.startsWith("POST ")) {
      throw new RestException(404, "there is no " + call, "");
    }
    RestRequest request = RestRequest.read(body);
    String name = call.substring("POST ".length());
    if (name.equals("convert")) {
      write(answer, 200, new Conversions(shared).convert(request.body().path("document")));
      return;
    }
    Tryout tryout = new Tryout(shared, tenant, request);
    if (name.equals("check")) {
      CheckLines.give(tryout, answer);
    } else {
      write(answer, 200, tryout.run(name));
    }
  }

  private static String version() {
    return Optional.ofNullable(RestEndpoint.class.getPackage().getImplementationVersion())
        .orElse("unknown");
  }

  static ObjectNode problems(List<Problem> problems) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode array = json.putArray("problems");
    for (Problem problem : problems) {
      array
          .addObject()
          .put("path", problem.path())
          .put("message", problem.text())
          .put("remedy", problem.remedy());
    }
    return json;
  }

  private static void write(RestAnswer answer, int status, JsonNode json) throws IOException {
    LOG.debug("answered with {}", status);
    answer.begin(status, TYPE).write(json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
