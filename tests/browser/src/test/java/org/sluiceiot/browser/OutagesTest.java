package org.sluiceiot.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sluiceiot.api.host.Incident;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.host.State;
import org.sluiceiot.platform.owner.RunningOwner;

/** What an operator sees of a broker that is away, and of an integration that has failed. */
class OutagesTest {
  @RegisterExtension static final Stage STAGE = new Stage("outages");

  private final Page page = STAGE.page();
  private final Operator operator = STAGE.operator();
  private final Stored stored = new Stored(STAGE);
  private final Locator outages = page.locator("[data-outage]");

  @Test
  void anOutageIsNamedWithSinceWhenUntilItIsOver() throws IOException {
    RunningOwner meters = reporting("Meters");
    Incident away = new Incident(meters, Clock.systemUTC(), "test-outage");
    meters.state(State.DEGRADED, "kafka-1:9092 does not answer");
    away.occurred("the broker kafka-1:9092 does not answer");
    operator.goTo("Live");
    Locator outage = outages.filter(text("the broker kafka-1:9092 does not answer"));
    assertThat(outage).containsText("Meters: ");
    assertThat(outage).containsText("(since ");
    STAGE.take("broker-away");
    page.reload();
    assertThat(outage).isVisible();

    meters.state(State.RUNNING, "");
    away.resolved("the broker kafka-1:9092 answers again");
    assertThat(outage).hasCount(0);
    assertThat(page.getByText("answers again").first()).isVisible();
    STAGE.take("broker-back");
  }

  @Test
  void anIntegrationThatFailedSaysWhyWhereverItsStateIsShown() throws IOException {
    RunningOwner pumps = reporting("Pumps");
    String reason = "a batch at readings:0:17 needs more memory than there is; tries again in 5 s";
    pumps.state(State.FAILED, reason);
    operator.goTo("Live");
    assertThat(outages.filter(text(reason))).containsText("Pumps");
    operator.goTo("Integrations");
    Locator row = page.locator("tr", new Page.LocatorOptions().setHasText("Pumps"));
    assertThat(row.locator(".badge.bad")).hasText("failed");
    assertThat(row).containsText(reason);
    STAGE.take("failed");
    page.getByText("Pumps").first().click();
    assertThat(page.locator(".page-head .badge.bad")).hasText("failed");
    assertThat(page.locator(".page-head")).containsText(reason);
  }

  @Test
  void aNodeThatFailedSaysWhyOnTheCanvasAndInItsDrawer() {
    page.navigate("/#/chains/new");
    page.getByLabel("Name of the rule chain").fill("Failing");
    operator.drag("log", 300, 200);
    operator.press("Save");
    assertThat(page.getByText("“Failing” is saved and runs.")).isVisible();
    RunningOwner node =
        STAGE.host().platform().owners().all().stream()
            .filter(owner -> owner.owner().name().equalsIgnoreCase("log"))
            .findFirst()
            .orElseThrow();
    node.state(State.FAILED, "its work ended: out of memory");
    Locator drawn = operator.node("log");
    assertThat(drawn).containsText("failed");
    assertThat(drawn).containsText("its work ended: out of memory");
    STAGE.take("node-failed");
    drawn.click();
    operator.tab("Status");
    assertThat(page.locator(".drawer .badge.bad")).hasText("failed");
    assertThat(page.locator(".drawer-body")).containsText("its work ended: out of memory");
  }

  /** An integration that does not run, so that nobody but the test reports for it. */
  private RunningOwner reporting(String name) throws IOException {
    String id =
        stored.create(
            name,
            "{\"connection\":{\"bootstrapServers\":\"127.0.0.1:1\"},\"topics\":[\"readings\"]}");
    Owner owner = new Owner(id, name, STAGE.tenant().id(), "test");
    return STAGE.host().platform().owners().started(owner);
  }

  private static Locator.FilterOptions text(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
