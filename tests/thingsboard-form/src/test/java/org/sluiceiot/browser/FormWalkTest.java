package org.sluiceiot.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.thingsboard.node.NodeReader;

/**
 * A random walk over the form: the form says that something is wrong when, and only when, the node
 * would refuse the configuration. Repeat one with {@code -Dsluice.seed=N}.
 */
class FormWalkTest {
  private static final int ROUNDS = 16;
  private static final int STEPS = 3;

  @ParameterizedTest
  @CsvSource({"angular18,downlink", "angular20,uplink"})
  void theFormAndTheNodeAgree(String angular, String kind) {
    long seed = Long.getLong("sluice.seed", new Random().nextInt(Integer.MAX_VALUE));
    System.out.println("FormWalkTest " + angular + " " + kind + " -Dsluice.seed=" + seed);
    List<String> done = new ArrayList<>();
    int valid = 0;
    int invalid = 0;
    try (FormStage stage = new FormStage(angular, true)) {
      stage.open(kind, NodeReader.fresh(kind));
      for (int i = 0; i < ROUNDS; i++) {
        done.add(stage.json("await driver.walk(" + seed + ", " + STEPS + ")").toString());
        stage.settle();
        JsonNode config = stage.config();
        List<Problem> refused = NodeReader.problems(kind, config);
        JsonNode findings = stage.json("dialog.instance.state.findings");
        String as =
            "seed="
                + seed
                + " after "
                + done
                + "\n"
                + config
                + "\nform: "
                + findings
                + "\nnode: "
                + refused;
        assertThat(findings.isEmpty()).as(as).isEqualTo(refused.isEmpty());
        if (!stage.json("dialog.emitted").isEmpty()) {
          assertThat(stage.emitted().isNull()).as(as).isEqualTo(!refused.isEmpty());
        }
        if (refused.isEmpty()) {
          valid++;
        } else {
          invalid++;
          // Else most of what follows would be about the same mistake.
          stage.open(kind, NodeReader.fresh(kind));
        }
      }
      assertThat(stage.complaints()).as("seed=" + seed).isEmpty();
    }
    System.out.println("FormWalkTest valid=" + valid + " invalid=" + invalid);
  }
}
