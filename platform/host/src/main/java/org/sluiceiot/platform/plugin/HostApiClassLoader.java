package org.sluiceiot.platform.plugin;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * What plugins see of the host: the contracts, the logging interface, JSON and the annotations of
 * commands (picocli), so that both sides mean the same classes, and what translates newer
 * JavaScript, which is too large to be there twice. Everything else of the host stays out of sight,
 * and a plugin brings its own.
 */
final class HostApiClassLoader extends ClassLoader {
  private static final List<String> SHARED =
      List.of(
          "org.sluiceiot.api.",
          "org.slf4j.",
          "com.fasterxml.jackson.core.",
          "com.fasterxml.jackson.databind.",
          "com.fasterxml.jackson.annotation.",
          "picocli.",
          "com.google.javascript.",
          "com.google.debugging.sourcemap.");

  private final ClassLoader host;

  HostApiClassLoader(ClassLoader host) {
    super("sluice-host-api", ClassLoader.getPlatformClassLoader());
    this.host = host;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (SHARED.stream().anyMatch(name::startsWith)) {
      return host.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }

  @Override
  protected URL findResource(String name) {
    return null;
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    return Collections.emptyEnumeration();
  }
}
