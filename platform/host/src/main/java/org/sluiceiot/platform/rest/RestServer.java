package org.sluiceiot.platform.rest;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.staticfiles.Location;
import io.javalin.json.JavalinJackson;
import java.util.List;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
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

  /** A connection on which nothing moves is closed. */
  private static final long IDLE_MILLIS = 20_000;

  /** Marks a request whose problems were told already. */
  private static final String ANSWERED = "sluice.answered";

  private final RestRoutes routes;
  private final Gate gate;
  private final LiveRoutes streams;
  private final Javalin server;

  private RestServer(
      RestRoutes routes,
      Gate gate,
      LiveRoutes streams,
      HttpOptions options,
      TrustedProxies proxies) {
    this.routes = routes;
    this.gate = gate;
    this.streams = streams;
    server = Javalin.create(config -> configure(config, options, proxies));
  }

  /**
   * Serves until closed.
   *
   * @param routes all of them; the document that describes them is added
   * @param streams closed with the server, and when it cannot be started
   * @throws IllegalArgumentException certificate or key cannot be used; the message says why
   * @throws RuntimeException the address is taken
   */
  public static RestServer start(
      RestRoutes routes,
      Gate gate,
      LiveRoutes streams,
      HttpOptions options,
      TrustedProxies proxies) {
    routes.get("/api/openapi.json", Access.LOGIN, RestServer::openApi);
    try {
      RestServer rest = new RestServer(routes, gate, streams, options, proxies);
      rest.server.start();
      return rest;
    } catch (RuntimeException e) {
      streams.close(); // nobody else would: they have a thread of their own
      throw e;
    }
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

  private void configure(JavalinConfig config, HttpOptions options, TrustedProxies proxies) {
    config.startup.showJavalinBanner = false;
    config.jetty.addConnector((jetty, http) -> connector(jetty, http, options, proxies));
    config.jsonMapper(new JavalinJackson(new com.fasterxml.jackson.databind.ObjectMapper(), false));
    if (RestServer.class.getResource("/web/index.html") != null) {
      config.staticFiles.add("/web", Location.CLASSPATH);
      config.routes.get("/", RestServer::page);
    }
    config.routes.before(http -> SecurityHeaders.add(http, proxies.secure(http)));
    for (RestRoutes.Route route : routes.all()) {
      config.routes.addHttpHandler(
          HandlerType.findOrCreate(route.method()), route.path(), http -> run(route, http));
    }
    exceptions(config);
  }

  private static Connector connector(
      Server jetty, HttpConfiguration http, HttpOptions options, TrustedProxies proxies) {
    http.setSendServerVersion(false);
    ServerConnector connector;
    if (options.tls()) {
      // Which names the certificate is for is the browser's to judge; the host need not know them.
      http.addCustomizer(new SecureRequestCustomizer(false));
      TlsConnection tls =
          new TlsConnection(
              new TlsFiles(options.certificate(), options.key()), jetty.getScheduler());
      jetty.addBean(tls);
      connector = new ServerConnector(jetty, tls.factory(), new HttpConnectionFactory(http));
    } else {
      connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
    }
    connector.setHost(options.address());
    connector.setPort(options.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.addBean(new ConnectionsPerAddress(proxies::trusts));
    return connector;
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
