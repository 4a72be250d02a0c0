package org.sluiceiot.platform.rest;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.staticfiles.Location;
import io.javalin.json.JavalinJackson;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.integration.RejectedDataException;
import org.sluiceiot.platform.chain.RefusedException;
import org.sluiceiot.platform.plugin.PluginFailedException;
import org.sluiceiot.platform.store.DatabaseFailures;

/** The host's REST and page on one address. Safe for any thread. */
public final class RestServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);
  private static final long LARGEST_BODY = 4L << 20;

  /** Marks a request whose problems were told already. */
  private static final String ANSWERED = "sluice.answered";

  private final RestRoutes routes;
  private final Gate gate;
  private final LiveRoutes streams;
  private final Javalin server;

  private RestServer(RestRoutes routes, Gate gate, LiveRoutes streams, String address, int port) {
    this.routes = routes;
    this.gate = gate;
    this.streams = streams;
    server = Javalin.create(config -> configure(config, address, port));
  }

  /**
   * Serves until closed.
   *
   * @param routes all of them; the document that describes them is added
   * @param streams closed with the server
   * @param port 0 for a free one
   * @throws RuntimeException the address is taken
   */
  public static RestServer start(
      RestRoutes routes, Gate gate, LiveRoutes streams, String address, int port) {
    routes.get("/api/openapi.json", Access.LOGIN, RestServer::openApi);
    RestServer rest = new RestServer(routes, gate, streams, address, port);
    rest.server.start();
    return rest;
  }

  List<RestRoutes.Route> routes() {
    return routes.all();
  }

  /** Where it serves. */
  public int port() {
    return server.port();
  }

  private static void openApi(Call call) {
    call.http()
        .contentType("application/json")
        .result(RestServer.class.getResourceAsStream("/openapi/sluice.json"));
  }

  private void configure(JavalinConfig config, String address, int port) {
    config.startup.showJavalinBanner = false;
    config.jetty.host = address;
    config.jetty.port = port;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.http.maxRequestSize = LARGEST_BODY;
    config.jsonMapper(new JavalinJackson(new com.fasterxml.jackson.databind.ObjectMapper(), false));
    if (RestServer.class.getResource("/web/index.html") != null) {
      config.staticFiles.add("/web", Location.CLASSPATH);
      config.routes.get("/", RestServer::page);
    }
    config.routes.before(SecurityHeaders::add);
    for (RestRoutes.Route route : routes.all()) {
      config.routes.addHttpHandler(
          HandlerType.findOrCreate(route.method()), route.path(), http -> run(route, http));
    }
    exceptions(config);
  }

  /**
   * The page has this one path and finds its way by the fragment behind it, so every other path
   * that is neither a route nor a file of the page is not found: whoever watches over the host by
   * {@code /health} must not be told that all is well by a page.
   */
  private static void page(Context http) {
    http.contentType("text/html").result(RestServer.class.getResourceAsStream("/web/index.html"));
  }

  private void run(RestRoutes.Route route, Context http) throws Exception {
    route.action().run(gate.enter(http, route.access()));
  }

  private static void exceptions(JavalinConfig config) {
    config.routes.exception(
        ApiException.class, (e, http) -> answer(http, e.status(), e.problems()));
    config.routes.exception(ConfigException.class, (e, http) -> answer(http, 400, e.problems()));
    config.routes.exception(
        RefusedException.class,
        (e, http) -> answer(http, 409, List.of(new Problem(e.path(), e.getMessage(), ""))));
    config.routes.exception(
        PluginFailedException.class,
        (e, http) -> {
          LOG.error("{} {} failed", http.method(), http.path(), e);
          answer(http, 500, List.of(new Problem("", e.getMessage(), "ask who made the plugin")));
        });
    // Broad: the last resort.
    config.routes.exception(Exception.class, (e, http) -> failed(e, http));
    config.routes.error(
        404,
        http -> {
          if (http.attribute(ANSWERED) == null) {
            answer(http, 404, ApiException.notFound().problems());
          }
        });
  }

  /** What nobody knows is for the log, not for the caller. */
  private static void failed(Exception e, Context http) {
    RuntimeException failure = DatabaseFailures.of(e);
    if (failure instanceof RetriableException) {
      answer(http, 503, List.of(new Problem("", failure.getMessage(), "try again soon")));
    } else if (failure instanceof RejectedDataException) {
      answer(http, 400, List.of(new Problem("", failure.getMessage(), "")));
    } else {
      LOG.error("{} {} failed", http.method(), http.path(), e);
      answer(http, 500, List.of(new Problem("", "the host failed; its log says why", "")));
    }
  }

  private static void answer(Context http, int status, List<Problem> problems) {
    http.attribute(ANSWERED, true);
    http.status(status).json(Shapes.problems(problems));
  }

  @Override
  public void close() {
    streams.close();
    server.stop();
  }
}
