package org.sluiceiot.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sluiceiot.fixtures.OwnBroker;

/** Who may use what, and within which limits. */
class OperatorPageTest {
  @RegisterExtension static final OwnBroker BROKER = new OwnBroker();
  @RegisterExtension static final Stage STAGE = new Stage("operator");

  private final Page page = STAGE.page();
  private final Operator operator = STAGE.operator();

  @BeforeAll
  static void topic() {
    BROKER.createTopic("site", 1);
  }

  @Test
  void usersAreMadeChangedAndDeleted() {
    operator.goTo("Operator");
    operator.tab("Users");
    page.getByLabel("Name of the new user").fill("vera");
    page.getByLabel("Role", exactly())
        .selectOption(
            new com.microsoft.playwright.options.SelectOption()
                .setLabel("Viewer: reads the own tenant"));
    operator.press("Make");
    String password = page.locator(".problems.good code").textContent();
    STAGE.take("user-made");

    Page hers = STAGE.chromium().open(STAGE.host().address());
    Operator vera = new Operator(hers);
    vera.logIn("vera", password);
    vera.goTo("Integrations");
    assertThat(hers.getByText("New Kafka uplink")).not().isVisible();
    assertThat(hers.getByText("Operator", new Page.GetByTextOptions().setExact(true)))
        .not()
        .isVisible();
    hers.getByLabel("Change the password of vera").click();
    hers.getByLabel("Present password").fill(password);
    hers.getByLabel("New password, at least ten characters").fill("a password of her own");
    vera.press("Change");
    vera.logIn("vera", "a password of her own");

    page.getByLabel("Role of vera").selectOption("tenant-admin");
    assertThat(page.getByText("“vera” is tenant-admin now.")).isVisible();
    vera.logIn("vera", "a password of her own");
    vera.goTo("Integrations");
    assertThat(hers.getByText("New Kafka uplink")).isVisible();

    page.getByLabel("New password of vera").click();
    page.getByLabel("Password, at least ten characters").fill("another password");
    operator.press("Set");
    assertThat(page.getByText("“vera” has a new password.")).isVisible();
    vera.logIn("vera", "another password");
    STAGE.take("user-changed");
    page.getByLabel("Delete vera").click();
    assertThat(page.getByLabel("Role of vera")).not().isVisible();
    hers.context().close();
  }

  @Test
  void anAddressThatTheOperatorDeniesIsNotReached() {
    openSettings();
    String list = "addresses.deniedRanges";
    Locator ranges = page.locator("[data-field^='" + list + ".']");
    int before = ranges.count();
    operator.add(list);
    operator.fill(list + "." + before, "127.0.0.0/8");
    saveSettings();
    STAGE.take("address-policy");
    newUplink();
    operator.press("Check connection");
    assertThat(page.locator("[data-field='connection.bootstrapServers'] .field-error"))
        .containsText("the operator denies");
    STAGE.take("address-denied");

    openSettings();
    page.locator("[data-field='" + list + "']").getByLabel("Remove entry " + (before + 1)).click();
    saveSettings();
    newUplink();
    operator.press("Check connection");
    assertThat(page.locator("[data-check='ok']")).isVisible();
  }

  @Test
  void aLimitHoldsForTheTenantsIntegrations() {
    openSettings();
    operator.fill("limits.consumers", "0");
    saveSettings();
    newUplink();
    page.getByLabel("Name", exactly()).fill("Over the limit");
    operator.press("Save and start");
    assertThat(page.locator(".page-head")).containsText("consumers");
    STAGE.take("limit-reached");
    openSettings();
    operator.fill("limits.consumers", "-1");
    operator.press("Save");
    assertThat(page.locator("[data-field='limits.consumers'] .field-error")).isVisible();
    STAGE.take("limit-refused");
    operator.fill("limits.consumers", "20");
    saveSettings();
    page.locator("[data-field='limits.recordsPerSecond']").scrollIntoViewIfNeeded();
    STAGE.take("limits");
    operator.goTo("Integrations");
    page.getByText("Over the limit", new Page.GetByTextOptions().setExact(true)).first().click();
    assertThat(page.locator(".page-head .badge")).hasText("running");
  }

  @Test
  void aTenantIsMadeAndDeleted() {
    operator.goTo("Operator");
    page.getByLabel("Name of the new tenant").fill("West");
    operator.press("Make");
    assertThat(operator.heading("West")).isVisible();
    page.getByLabel("Delete tenant West").click();
    assertThat(page.getByText("Tenant “West” is gone.")).isVisible();
    assertThat(operator.heading("West")).not().isVisible();
  }

  private void openSettings() {
    operator.goTo("Operator");
    operator.tab("Limits and policies");
    assertThat(operator.field("limits.consumers")).isVisible();
  }

  private void saveSettings() {
    operator.press("Save");
    assertThat(page.getByText("The settings hold for what starts from now on.").last()).isVisible();
    assertThat(operator.button("Save")).isDisabled();
  }

  private void newUplink() {
    operator.goTo("Integrations");
    operator.press("New Kafka uplink");
    operator.fill("connection.bootstrapServers", BROKER.bootstrapServers());
    operator.add("topics");
    operator.fill("topics.0", "site");
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
