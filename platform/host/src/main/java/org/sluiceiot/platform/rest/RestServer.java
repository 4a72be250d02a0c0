package org.sluiceiot.platform.rest;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.sse.SseClient;
import io.javalin.http.staticfiles.Location;
import io.javalin.json.JavalinJackson;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.platform.auth.Accounts;
import org.sluiceiot.platform.chain.RefusedException;
import org.sluiceiot.platform.host.Platform;

/** The host's REST and page on one address. Safe for any thread. */
public final class RestServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);
  private static final String LIVE = "/api/tenants/{tenant}/live";
  private static final long LARGEST_BODY = 4L << 20;
  private static final int STREAMS_PER_USER = 16;

  private final ConcurrentHashMap<String, AtomicInteger> streams = new ConcurrentHashMap<>();
  private final Platform platform;
  private final Gate gate;
  private final StatusRoutes status;
  private final Javalin server;

  private RestServer(Platform platform, Accounts accounts, String address, int port) {
    this.platform = platform;
    this.gate = new Gate(accounts, platform.tenants());
    this.status = new StatusRoutes(platform);
    Routes routes = routes(platform, accounts, status);
    server = Javalin.create(config -> configure(config, routes, address, port));
  }

  /**
   * Serves until closed.
   *
   * @param port 0 for a free one
   * @throws RuntimeException the address is taken
   */
  public static RestServer start(Platform platform, Accounts accounts, String address, int port) {
    RestServer rest = new RestServer(platform, accounts, address, port);
    rest.server.start();
    return rest;
  }

  /** Where it serves. */
  public int port() {
    return server.port();
  }

  static Routes routes(Platform platform, Accounts accounts, StatusRoutes status) {
    Routes routes = new Routes();
    new LoginRoutes(accounts, platform.tenants()).addTo(routes);
    new TenantRoutes(platform).addTo(routes);
    new UserRoutes(accounts, platform.tenants()).addTo(routes);
    new PluginRoutes(platform).addTo(routes);
    new EntityRoutes(platform).addTo(routes);
    new ChainRoutes(platform).addTo(routes);
    new TrialRoutes(platform).addTo(routes);
    new IntegrationRoutes(platform).addTo(routes);
    new LoopRoutes(platform).addTo(routes);
    status.addTo(routes);
    routes.get("/api/openapi.json", Access.LOGIN, RestServer::openApi);
    return routes;
  }

  private static void openApi(Call call) {
    call.http()
        .contentType("application/json")
        .result(RestServer.class.getResourceAsStream("/openapi/sluice.json"));
  }

  private void configure(JavalinConfig config, Routes routes, String address, int port) {
    config.startup.showJavalinBanner = false;
    config.jetty.host = address;
    config.jetty.port = port;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.http.maxRequestSize = LARGEST_BODY;
    config.jsonMapper(new JavalinJackson(new com.fasterxml.jackson.databind.ObjectMapper(), false));
    if (RestServer.class.getResource("/web/index.html") != null) {
      config.staticFiles.add("/web", Location.CLASSPATH);
      config.spaRoot.addFile("/", "/web/index.html");
    }
    config.routes.before(SecurityHeaders::add);
    for (Routes.Route route : routes.all()) {
      config.routes.addHttpHandler(
          HandlerType.findOrCreate(route.method()), route.path(), http -> run(route, http));
    }
    // Refused here, a stream is still an ordinary answer with a status of its own.
    config.routes.before(LIVE, http -> gate.enter(http, Access.TENANT_READ));
    config.routes.sse(LIVE, this::live);
    exceptions(config);
  }

  private void run(Routes.Route route, Context http) throws Exception {
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
        Exception.class,
        (e, http) -> {
          // Broad: the last resort; what it was is for the log, not for the caller.
          LOG.error("{} {} failed", http.method(), http.path(), e);
          answer(http, 500, List.of(new Problem("", "the host failed; its log says why", "")));
        });
    config.routes.error(
        404,
        http -> {
          if (http.path().startsWith("/api/") && !"application/json".equals(type(http))) {
            answer(http, 404, ApiException.notFound().problems());
          }
        });
  }

  private static String type(Context http) {
    return http.res().getContentType();
  }

  private static void answer(Context http, int status, List<Problem> problems) {
    http.status(status).json(Shapes.problems(problems));
  }

  private void live(SseClient client) {
    Call call = gate.enter(client.ctx(), Access.TENANT_READ);
    AtomicInteger open =
        streams.computeIfAbsent(call.account().name(), name -> new AtomicInteger());
    if (open.incrementAndGet() > STREAMS_PER_USER) {
      open.decrementAndGet();
      client.close();
      return;
    }
    client.keepAlive();
    Live live =
        new Live(
            client,
            call.tenant().id().id(),
            status.watched(call.tenant().id(), call.query("entity", "")));
    Thread thread =
        new Thread(
            () -> {
              try {
                stream(live, call);
              } finally {
                open.decrementAndGet();
                client.close();
              }
            },
            "sluice-live");
    thread.setDaemon(true);
    thread.start();
  }

  private void stream(Live live, Call call) {
    try (AutoCloseable events = platform.events().listen(live::event);
        AutoCloseable points = platform.writer().listen(live::points)) {
      live.run(() -> status.counters(call.tenant().id()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      // Broad: the page is gone, in one of many ways; a new one opens a new stream.
      LOG.debug("a live stream ended", e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
