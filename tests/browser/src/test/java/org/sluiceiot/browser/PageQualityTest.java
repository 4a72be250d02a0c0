package org.sluiceiot.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.platform.client.HostClient;
import org.sluiceiot.platform.tenant.Tenant;

/** The page is light, quick, usable without a mouse and readable by machines. */
class PageQualityTest {
  @TempDir static Path folder;

  private static final List<String> PLACES =
      List.of(
          "live",
          "devices",
          "chains",
          "chains/new",
          "integrations",
          "integrations/new/kafka-uplink",
          "loops",
          "events",
          "rest",
          "operator");

  private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");

  private static RunningHost host;
  private static Chromium chromium;
  private static String bigChain;

  @BeforeAll
  static void open() throws Exception {
    host = new RunningHost(folder);
    Tenant tenant = host.platform().createTenant("North");
    host.platform().enablePlugin(tenant.id(), "kafka", true);
    bigChain =
        HostClient.login(URI.create(host.address()), "admin", host.password())
            .call("POST", "/api/tenants/" + tenant.id() + "/rule-chains", large(200))
            .path("id")
            .asText();
    chromium = new Chromium();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
    if (host != null) {
      host.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void axeFindsNothingSerious(String theme) {
    Page page = loggedIn();
    List<String> found = new ArrayList<>();
    for (String place : PLACES) {
      page.evaluate("theme => localStorage.setItem('sluice-theme', theme)", theme);
      page.navigate("/#/" + place);
      page.reload();
      assertThat(page.locator("main h1").first()).isAttached();
      for (Rule rule : new AxeBuilder(page).withTags(WCAG).analyze().getViolations()) {
        if (Set.of("serious", "critical").contains(rule.getImpact())) {
          found.add(place + ": " + rule.getId() + " " + rule.getNodes().get(0).getTarget());
        }
      }
    }
    assertThat(found).isEmpty();
    page.context().close();
  }

  @Test
  void firstLoadIsSmallAndQuick() {
    Page page = chromium.open(host.address());
    List<Long> sizes = new ArrayList<>();
    page.onRequestFinished(request -> sizes.add((long) request.sizes().responseBodySize));
    page.navigate("/");
    assertThat(page.getByLabel("Password")).isVisible();
    double millis =
        ((Number)
                page.evaluate(
                    "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"))
            .doubleValue();
    long kilobytes = sizes.stream().mapToLong(Long::longValue).sum() / 1000;
    System.out.printf("first-load-ms figure=%.0f goal=1500%n", millis);
    System.out.printf("first-load-kB figure=%d goal=500%n", kilobytes);
    assertThat(kilobytes).isBetween(50L, 500L);
    assertThat(millis).isLessThan(1500);
    page.context().close();
  }

  @Test
  void twoHundredNodesStayFluid() {
    Page page = loggedIn();
    page.navigate("/#/chains/" + bigChain);
    assertThat(page.locator(".react-flow__node").first()).isVisible();
    BoundingBox canvas = page.locator(".canvas").boundingBox();
    page.evaluate(
        "() => { window.frames_ = []; const tick = at => { frames_.push(at);"
            + " requestAnimationFrame(tick); }; requestAnimationFrame(tick); }");
    page.mouse().move(canvas.x + 200, canvas.y + 60);
    page.mouse().down();
    for (int i = 0; i < 120; i++) {
      page.mouse().move(canvas.x + 200 + i * 3, canvas.y + 60 + i);
    }
    page.mouse().up();
    double fps =
        ((Number)
                page.evaluate(
                    "() => (frames_.length - 1) * 1000 / (frames_[frames_.length - 1] - frames_[0])"))
            .doubleValue();
    System.out.printf("chain-200-nodes-fps figure=%.0f goal=20%n", fps);
    assertThat(fps).isGreaterThan(20);
    page.context().close();
  }

  @Test
  void aChainIsBuiltWithTheKeyboardAlone() {
    Page page = loggedIn();
    page.navigate("/#/chains/new");
    for (String type : new String[] {"message-type-switch", "log"}) {
      page.locator("[data-node-type='" + type + "']").focus();
      page.keyboard().press("Enter");
    }
    page.locator(".react-flow__node[data-id='message-type-switch-1']").focus();
    page.keyboard().press("Enter");
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Settings")).focus();
    page.keyboard().press("ArrowRight");
    page.getByLabel("Connect to").selectOption("log-1");
    page.getByText("Connect…").press("Enter");
    page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Other")).focus();
    page.keyboard().press("Space");
    page.getByLabel("Another relation").press("Enter");
    assertThat(page.locator(".react-flow__edge-text")).hasText("Other");
    page.locator(".react-flow__pane").focus();
    page.keyboard().press("Control+z");
    assertThat(page.locator(".react-flow__edge-text")).hasCount(0);
    page.context().close();
  }

  private static Page loggedIn() {
    Page page = chromium.open(host.address());
    new Operator(page).logIn(host.password());
    return page;
  }

  private static ObjectNode large(int count) {
    ObjectNode chain = new ObjectMapper().createObjectNode().put("name", "Large");
    ObjectNode document = chain.putObject("document").put("firstNode", "n0");
    ArrayNode nodes = document.putArray("nodes");
    ArrayNode connections = document.putArray("connections");
    for (int i = 0; i < count; i++) {
      ObjectNode node = nodes.addObject().put("id", "n" + i).put("type", "log").put("version", 1);
      node.put("name", "Node " + i).put("x", i % 20 * 260.0).put("y", i / 20 * 130.0);
      node.putObject("config");
      if (i > 0) {
        connections
            .addObject()
            .put("from", "n" + (i - 1))
            .put("to", "n" + i)
            .put("relation", "Success");
      }
    }
    return chain;
  }
}
