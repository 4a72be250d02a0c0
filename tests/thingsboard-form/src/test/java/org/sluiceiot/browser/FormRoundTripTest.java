package org.sluiceiot.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.thingsboard.node.NodeReader;

/**
 * Every variant of every property is filled in, saved and opened again: it is unchanged, and
 * nothing is dirty. Then it is emptied, and the form still knows what it holds.
 */
class FormRoundTripTest {
  /** One of the variants that may stand at a path, and the configuration in which it was found. */
  private record Choice(JsonNode config, String path, String type) {}

  @ParameterizedTest
  @CsvSource({"angular18,uplink", "angular20,downlink"})
  void everyVariantOfEveryPropertyIsSavedAsItWasFilledIn(String angular, String kind) {
    try (FormStage stage = new FormStage(angular, false)) {
      stage.open(kind, NodeReader.fresh(kind));
      stage.run("() => driver.fill('')");
      JsonNode filled = reopened(stage, kind, "everything");
      Set<String> seen = new HashSet<>();
      Deque<Choice> left = new ArrayDeque<>(choices(stage, filled, "", seen));
      assertThat(left).hasSizeGreaterThan(15);
      while (!left.isEmpty()) {
        Choice choice = left.pop();
        String as = choice.path() + " = " + choice.type();
        stage.open(kind, choice.config());
        stage.run("([path]) => driver.unfold(path)", choice.path());
        stage.run(
            "([path, type]) => driver.chooseVariant(path, type)", choice.path(), choice.type());
        stage.run("([path]) => driver.fill(path)", choice.path());
        JsonNode saved = reopened(stage, kind, as);
        assertThat(at(saved, choice.path(), choice.type())).as(as).isTrue();
        left.addAll(choices(stage, saved, choice.path(), seen));
        emptied(stage, choice.path(), as);
      }
      System.out.println("FormRoundTripTest " + angular + " " + kind + " choices=" + seen.size());
      assertThat(stage.complaints()).isEmpty();
    }
  }

  /** Saves what stands there and opens it anew. */
  private static JsonNode reopened(FormStage stage, String kind, String as) {
    // Who chooses what was chosen already changes nothing.
    JsonNode saved = stage.json("dialog.emitted").isEmpty() ? stage.config() : stage.emitted();
    assertThat(saved.isObject())
        .as(as + " is valid: " + stage.json("dialog.instance.state.findings"))
        .isTrue();
    stage.open(kind, saved);
    assertThat(stage.json("dialog.emitted")).as("nothing is dirty: " + as).isEmpty();
    assertThat(stage.config()).as(as).isEqualTo(saved);
    return saved;
  }

  private static List<Choice> choices(
      FormStage stage, JsonNode config, String below, Set<String> seen) {
    stage.run("([path]) => driver.unfold(path)", below);
    List<Choice> found = new ArrayList<>();
    for (JsonNode place : stage.json("driver.variants(" + "'" + below + "')")) {
      for (JsonNode type : place.path("types")) {
        String path = place.path("path").asText();
        // The same property elsewhere, such as the decoder of a route, is drawn by the same code.
        String property = path.replaceAll(".*\\.", "");
        if (seen.add(property + "=" + type.asText())) {
          found.add(new Choice(config, path, type.asText()));
        }
      }
    }
    return found;
  }

  private static void emptied(FormStage stage, String path, String as) {
    stage.run("([path]) => driver.unfold(path)", path);
    stage.run("([path]) => driver.clear(path)", path);
    if (stage.json("dialog.emitted").isEmpty()) {
      return; // There was nothing to empty.
    }
    JsonNode last = stage.emitted();
    boolean valid = stage.json("dialog.instance.state.findings").isEmpty();
    assertThat(last.isNull()).as(as + ", emptied: invalid is emitted as null").isEqualTo(!valid);
    if (valid) {
      assertThat(stage.config()).as(as).isEqualTo(last);
    }
  }

  private static boolean at(JsonNode config, String path, String type) {
    JsonNode part = config.at("/" + path.replaceAll("[.\\[]", "/").replace("]", ""));
    // A default is not stored.
    return part.isMissingNode() || part.path("type").asText().equals(type);
  }
}
