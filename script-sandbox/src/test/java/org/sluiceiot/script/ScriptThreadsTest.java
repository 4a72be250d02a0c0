package org.sluiceiot.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A run that does not answer is left to itself; others go on. */
class ScriptThreadsTest {
  private static final Duration SHORT = Duration.ofMillis(50);

  private static ScriptLimits limits(String tenant) {
    return new ScriptLimits(SHORT, 1 << 20, tenant);
  }

  /** Uses the processor and looks at nothing, as a power of big integers does. */
  private static Object deaf(CountDownLatch end) {
    long turns = 0;
    while (end.getCount() > 0) {
      turns++;
    }
    return turns;
  }

  @Test
  void aRunThatDoesNotAnswerIsGivenUpAndItsTenantWaits() {
    CountDownLatch end = new CountDownLatch(1);
    try {
      assertThatThrownBy(() -> ScriptThreads.records().call(limits("a"), b -> deaf(end)))
          .isInstanceOf(ScriptStopped.class)
          .hasMessageContaining("ran longer than 50 ms and did not end when told to");
      assertThatThrownBy(() -> ScriptThreads.records().call(limits("a"), b -> 1))
          .isInstanceOf(ScriptStopped.class)
          .hasMessageContaining("has not ended yet");
      assertThat(ScriptThreads.records().<Integer>call(limits("b"), b -> 1)).isEqualTo(1);
    } finally {
      end.countDown();
    }
    assertThat(eventually("a")).isEqualTo(2);
  }

  private static Integer eventually(String tenant) {
    while (true) {
      try {
        return ScriptThreads.records().call(limits(tenant), budget -> 2);
      } catch (ScriptStopped e) {
        assertThat(e).hasMessageContaining("has not ended yet");
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void waitingIsNotUsingTheProcessor() {
    CountDownLatch never = new CountDownLatch(1);
    Boolean came =
        ScriptThreads.records()
            .call(
                limits("c"),
                budget -> {
                  try {
                    return never.await(
                        4 * SHORT.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
                  } catch (InterruptedException e) {
                    return true;
                  }
                });
    assertThat(came).as("interrupted").isFalse();
  }

  @Test
  void aBudgetIsOfProcessorTimeAndMemory() {
    Budget budget = Budget.borrowed(limits("d"));
    assertThatThrownBy(
            () -> {
              while (true) {
                budget.check();
              }
            })
        .isInstanceOf(ScriptStopped.class)
        .hasMessage("the script ran longer than 50 ms");
    assertThatThrownBy(() -> Budget.borrowed(limits("d")).reserve(1e9))
        .hasMessageContaining("asked for more than 1048576 bytes at once");
    assertThatThrownBy(() -> Budget.borrowed(limits("d")).needThread())
        .isInstanceOf(NeedsThread.class);
  }

  @Test
  void whatIsTriedHasThreadsOfItsOwn() {
    String name =
        ScriptThreads.trying(
            () ->
                ScriptThreads.records()
                    .call(limits("e"), budget -> Thread.currentThread().getName()));
    assertThat(name).isEqualTo("sluice-script-trial");
    assertThat(ScriptThreads.isTrying()).isFalse();
  }
}
