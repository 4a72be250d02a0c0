package org.sluiceiot.platform.fakeplugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.State;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNode;
import org.sluiceiot.api.node.RuleNodeContext;

/** Ends messages in the way that its configuration names. */
public final class FakeSink implements RuleNode {
  /** What to do. */
  public record Config(
      @Property(title = "Mode", help = "How messages end.", defaultValue = "success") Mode mode,
      @Property(title = "Password", help = "A secret.", optional = true) Secret password,
      @Property(title = "Tag", help = "Anything.", defaultValue = "none") String tag,
      @Property(title = "Error", help = "What is thrown.", defaultValue = "NONE")
          FakeErrors.Kind error,
      @Property(title = "In", help = "Methods that throw.", defaultValue = "none") String in,
      @Property(title = "Times", help = "How often; 0 for always.", defaultValue = "0")
          int times) {}

  /** Ways to end a message. */
  public enum Mode {
    SUCCESS,
    FAILURE,
    LOOP,
    THROW,
    TWICE,
    LATER,
    ALTERNATE,
    REFUSED,
    INVALID
  }

  private final ExecutorService later = Executors.newSingleThreadExecutor();
  private RuleNodeContext context;
  private Config config;
  private int count;

  @Override
  public void init(RuleNodeContext given, JsonNode json) throws ConfigException {
    config = ConfigReader.read(json, Config.class);
    context = given;
    if (config.mode() == Mode.INVALID) {
      throw new ConfigException("mode", "cannot be this", "use another");
    }
    fail("init");
    given.observer().metrics().gauge("fake", this::gauge);
    String password = config.password() == null ? "" : config.password().reveal();
    context.observer().event(event("init " + config.tag() + " " + password));
    context
        .observer()
        .state(config.mode() == Mode.REFUSED ? State.REFUSED : State.RUNNING, reason());
  }

  private void fail(String method) {
    FakeErrors.in(method, config.in(), config.error(), context.self().id(), config.times());
  }

  private double gauge() {
    fail("gauge");
    return 7;
  }

  @Override
  public CheckReport check(RuleNodeContext given, JsonNode json, Consumer<CheckReport.Step> found)
      throws ConfigException {
    config = ConfigReader.read(json, Config.class);
    context = given;
    fail("check");
    return CheckReport.empty();
  }

  private String reason() {
    return config.mode() == Mode.REFUSED ? "data would circle: test" : "";
  }

  private static Event event(String text) {
    return new Event(Event.Kind.LIFECYCLE, text, Map.of());
  }

  @Override
  public void onMessage(RuleMessage message) {
    fail("onMessage");
    context.observer().metrics().counter("downlink.success").add(1);
    switch (config.mode()) {
      case FAILURE -> context.fail(message, new IllegalStateException("as configured"));
      case LOOP -> context.complete(message, RuleNodeContext.LOOP);
      case THROW -> throw new IllegalStateException("thrown");
      case TWICE -> {
        context.complete(message, RuleNodeContext.SUCCESS);
        context.fail(message, new IllegalStateException("second outcome"));
      }
      case LATER -> later.execute(() -> context.complete(message, RuleNodeContext.SUCCESS));
      case ALTERNATE -> alternate(message);
      default -> context.complete(message, RuleNodeContext.SUCCESS);
    }
  }

  private void alternate(RuleMessage message) {
    if (count++ % 2 == 0) {
      context.complete(message, RuleNodeContext.SUCCESS);
    } else {
      context.fail(message, new IllegalStateException("every second one"));
    }
  }

  @Override
  public void destroy() {
    fail("destroy");
    later.shutdown();
    try {
      later.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
