package org.sluiceiot.platform.rest;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the server's TLS on the files' newest state: looks every few seconds whether they were
 * written. Files that cannot be used change nothing, and the log says why. Starts and ends with the
 * server.
 */
final class TlsConnection extends AbstractLifeCycle {
  private static final Logger LOG = LoggerFactory.getLogger(TlsConnection.class);
  private static final long LOOK_SECONDS = 2;

  private final SslContextFactory.Server factory = new SslContextFactory.Server();
  private final TlsFiles files;
  private final Scheduler scheduler;
  private List<Object> version;

  /**
   * @throws IllegalArgumentException the files cannot be used
   */
  TlsConnection(TlsFiles files, Scheduler scheduler) {
    this.files = files;
    this.scheduler = scheduler;
    factory.setKeyStore(files.load());
    factory.setKeyStorePassword("");
    factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    version = version();
  }

  SslContextFactory.Server factory() {
    return factory;
  }

  @Override
  protected void doStart() {
    scheduler.schedule(this::look, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    if (!isRunning()) {
      return;
    }
    try {
      List<Object> now = version();
      if (!now.equals(version)) {
        version = now;
        var store = files.load();
        factory.reload(changed -> changed.setKeyStore(store));
        LOG.info("serves with the new certificate of {}", files.certificate());
      }
    } catch (Exception e) {
      // Broad: whatever is wrong with new files, the host goes on with the old ones.
      LOG.error("the TLS files were changed, but cannot be used: {}", e.getMessage());
    }
    scheduler.schedule(this::look, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  private List<Object> version() {
    try {
      return files.version();
    } catch (IOException e) {
      return List.of();
    }
  }
}
