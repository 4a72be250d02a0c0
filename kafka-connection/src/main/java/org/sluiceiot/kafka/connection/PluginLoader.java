package org.sluiceiot.kafka.connection;

import java.util.function.Supplier;

/**
 * Calls Kafka with the class loader that Kafka itself comes from: its clients and Java's login
 * modules are looked up through the thread's loader, which in a host is the host's. Their own
 * threads inherit it.
 */
final class PluginLoader {
  private PluginLoader() {}

  static <T> T call(Supplier<T> code) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(PluginLoader.class.getClassLoader());
    try {
      return code.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
