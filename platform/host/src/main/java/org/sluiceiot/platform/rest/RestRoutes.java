package org.sluiceiot.platform.rest;

import java.util.ArrayList;
import java.util.List;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.platform.chain.RefusedException;

/** The table of routes. */
public final class RestRoutes {
  /** Answers one request. */
  @FunctionalInterface
  interface Action {
    void run(Call call) throws ConfigException, RefusedException, Exception;
  }

  /**
   * @param path with parameters in braces
   */
  record Route(String method, String path, Access access, Action action) {}

  private final List<Route> all = new ArrayList<>();

  void get(String path, Access access, Action action) {
    all.add(new Route("GET", path, access, action));
  }

  void post(String path, Access access, Action action) {
    all.add(new Route("POST", path, access, action));
  }

  void put(String path, Access access, Action action) {
    all.add(new Route("PUT", path, access, action));
  }

  void delete(String path, Access access, Action action) {
    all.add(new Route("DELETE", path, access, action));
  }

  List<Route> all() {
    return List.copyOf(all);
  }
}
