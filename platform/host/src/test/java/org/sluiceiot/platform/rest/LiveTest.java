package org.sluiceiot.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.sluiceiot.platform.TestHost;
import org.sluiceiot.platform.auth.Role;
import org.sluiceiot.platform.tenant.Tenant;

/** Live streams end without a word in the log, however they end. */
class LiveTest {
  @TempDir Path folder;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @BeforeEach
  void listen() {
    log.start();
    root().addAppender(log);
  }

  @AfterEach
  void stopListening() {
    root().detachAppender(log);
  }

  @Test
  void pagesThatGoAwayLeaveNoWarning() throws Exception {
    try (TestHost host = TestHost.start(folder)) {
      Tenant tenant = host.tenant("north");
      String token = host.account("anna", Role.TENANT_ADMIN, tenant);
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 12; i++) {
          try (Socket page = open(host, tenant, token)) {
            page.setSoLinger(i % 2 == 0, 0);
          }
        }
        await().until(() -> streaming() == 0);
      }
    }
    assertQuiet();
  }

  @RepeatedTest(5)
  void aServerThatStopsEndsItsStreamsQuietly() throws Exception {
    List<Socket> pages = new ArrayList<>();
    try (TestHost host = TestHost.start(folder)) {
      Tenant tenant = host.tenant("north");
      String token = host.account("anna", Role.TENANT_ADMIN, tenant);
      for (int i = 0; i < 15; i++) {
        pages.add(open(host, tenant, token));
      }
    }
    for (Socket page : pages) {
      page.close();
    }
    assertQuiet();
  }

  /** What a browser does that is closed with the host. */
  @RepeatedTest(5)
  void aServerThatStopsRightAfterItsPagesIsQuiet() throws Exception {
    try (TestHost host = TestHost.start(folder)) {
      Tenant tenant = host.tenant("north");
      String token = host.account("anna", Role.TENANT_ADMIN, tenant);
      List<Socket> pages = new ArrayList<>();
      for (int i = 0; i < 15; i++) {
        pages.add(open(host, tenant, token));
      }
      for (Socket page : pages) {
        page.setSoLinger(pages.indexOf(page) % 2 == 0, 0);
        page.close();
      }
    }
    assertQuiet();
  }

  private void assertQuiet() {
    assertThat(log.list)
        .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .filteredOn(event -> !event.getLoggerName().startsWith("org.sluiceiot.platform.owner"))
        .extracting(event -> event.getLoggerName() + ": " + event.getFormattedMessage())
        .isEmpty();
  }

  private static long streaming() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(java.util.Arrays::stream)
        .filter(frame -> frame.getClassName().equals(Live.class.getName()))
        .count();
  }

  /** A page that has read its first counters. */
  private static Socket open(TestHost host, Tenant tenant, String token) throws Exception {
    URI address = URI.create(host.url());
    Socket page = new Socket(address.getHost(), address.getPort());
    String request =
        "GET /api/tenants/%s/live HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(tenant.id(), token);
    page.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(page.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    assertThat(line).contains("200");
    while (!line.startsWith("event: counters")) {
      line = lines.readLine();
    }
    return page;
  }
}
