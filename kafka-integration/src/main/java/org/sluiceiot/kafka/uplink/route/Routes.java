package org.sluiceiot.kafka.uplink.route;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.dryrun.DryRun;
import org.sluiceiot.kafka.decode.record.RecordFormat;
import org.sluiceiot.kafka.uplink.config.DecoderInput;
import org.sluiceiot.kafka.uplink.config.Encoding;
import org.sluiceiot.kafka.uplink.config.EntityConfig;
import org.sluiceiot.kafka.uplink.config.FailureStrategy;
import org.sluiceiot.kafka.uplink.config.FilterConfig;
import org.sluiceiot.kafka.uplink.config.RouteConfig;
import org.sluiceiot.kafka.uplink.config.UplinkConfig;

/** The routes of one integration, in order. Safe for any thread. */
public final class Routes {
  private static final RouteConfig EVERYTHING =
      new RouteConfig(
          null,
          new FilterConfig.None(),
          null,
          DecoderInput.VALUE,
          Encoding.NONE,
          Encoding.NONE,
          null,
          null);

  /** Of more routes the page and the host's metrics would be full. */
  private static final int MOST_COUNTED = 100;

  private final List<Route> routes;

  /** Whether the user has named routes, or there is the one that takes everything. */
  private final boolean configured;

  private final RecordFormat format;

  private Routes(List<Route> routes, UplinkConfig config) {
    this.routes = List.copyOf(routes);
    this.configured = !config.routes().isEmpty();
    this.format = config.record();
  }

  /**
   * Compiles every decoder.
   *
   * @throws ConfigException all problems of all decoders, each with the path of its route
   */
  public static Routes compile(UplinkConfig config, DecoderContext context) throws ConfigException {
    List<RouteConfig> configs = config.routes().isEmpty() ? List.of(EVERYTHING) : config.routes();
    List<Problem> problems = new ArrayList<>();
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < configs.size(); i++) {
      RouteConfig route = configs.get(i);
      boolean own = route.decoder() != null;
      DecoderConfig chosen = own ? route.decoder() : config.decoder();
      DecoderContext apart = context.another();
      Decoder decoder =
          compile(chosen, own ? "routes[" + i + "].decoder" : "decoder", apart, problems);
      String name = route.name() == null || route.name().isBlank() ? "" + i : route.name();
      EntityConfig entities = route.entities() == null ? config.entities() : route.entities();
      FailureStrategy strategy =
          route.onFailure() == null ? config.failures().strategy() : route.onFailure();
      if (decoder != null && route.input() == DecoderInput.VALUE) {
        Problems wrong = new Problems();
        Problems at = route.entities() == null ? wrong : wrong.at("routes").at(i);
        Removal.check(entities, decoder.naming(), at.at("entities"));
        problems.addAll(wrong.all());
      }
      routes.add(new Route(name, route, type(chosen), decoder, apart.notes(), entities, strategy));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems.stream().distinct().toList());
    }
    return new Routes(routes, config);
  }

  private static String type(DecoderConfig config) {
    Variant variant = config.getClass().getAnnotation(Variant.class);
    return variant == null ? "of its own" : variant.value();
  }

  private static Decoder compile(
      DecoderConfig config, String path, DecoderContext context, List<Problem> problems) {
    try {
      return config.compile(context);
    } catch (ConfigException e) {
      for (Problem problem : e.problems()) {
        String below = problem.path().isEmpty() ? path : path + "." + problem.path();
        problems.add(new Problem(below, problem.text(), problem.remedy()));
      }
      return null;
    }
  }

  /**
   * What production would make of a record, as {@link DryRun#decode} answers it, with the {@code
   * route}; or {@code ignored} with the reason.
   *
   * @throws DecodeException the record cannot be decoded
   */
  public void dryRun(SourceRecord raw, ObjectNode answer) throws DecodeException {
    SourceRecord record = read(raw);
    Route route = match(record);
    if (route == null) {
      throw new DecodeException("no route takes the record");
    }
    answer.put("route", route.name());
    route.dryRun(record, answer);
  }

  /** All of them, in order. */
  public List<Route> all() {
    return routes;
  }

  /**
   * The record as filters and decoders see it: unpacked, its key's format known.
   *
   * @throws DecodeException it cannot be unpacked, or its key is of another format
   */
  public SourceRecord read(SourceRecord record) throws DecodeException {
    return format.read(record);
  }

  /**
   * Lets the host count what each of the first routes takes; a route that takes nothing shows a
   * zero. Without configured routes nothing is counted. To be called before the first record.
   */
  public void countIn(Metrics metrics) {
    if (configured) {
      routes.stream().limit(MOST_COUNTED).forEach(route -> route.countIn(metrics));
    }
  }

  /** The first route that takes the record, or null. */
  public Route match(SourceRecord record) {
    for (Route route : routes) {
      if (route.takes(record)) {
        route.taken();
        return route;
      }
    }
    return null;
  }

  /** How often each route's filter matched, in order; a new array. */
  public ArrayNode counts() {
    ArrayNode counts = JsonNodeFactory.instance.arrayNode();
    for (Route route : routes) {
      counts.addObject().put("name", route.name()).put("matched", route.matched());
    }
    return counts;
  }
}
