package org.sluiceiot.kafka.decode.tbel;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.mvel2.ExecutionContext;
import org.mvel2.MVEL;
import org.mvel2.ScriptExecutionStoppedException;
import org.mvel2.ScriptMemoryOverflowException;
import org.mvel2.execution.ExecutionHashMap;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.script.ResultDecoder;
import org.sluiceiot.kafka.decode.script.ScriptResult;
import org.sluiceiot.kafka.decode.tbel.functions.PayloadList;
import org.sluiceiot.script.Budget;
import org.sluiceiot.script.NeedsThread;
import org.sluiceiot.script.ScriptLimits;
import org.sluiceiot.script.ScriptStopped;
import org.sluiceiot.script.ScriptThreads;
import org.sluiceiot.script.Watchdog;

/**
 * A compiled TBEL script. Safe for any thread: each run has its own context. A run is on its
 * caller's thread, until the script for the first time does what cannot be interrupted: it is then
 * run again, and from then on always, on a thread that can be given up.
 */
final class TbelScript implements ResultDecoder.Script {
  private static final Duration COMPILE_TIME = Duration.ofSeconds(5);
  private static final long COMPILE_MEMORY = 512L << 20;

  /** Big numbers, whose operators ask nobody, and the one slow name that needs no parentheses. */
  private static final Pattern SLOW = Pattern.compile("\\d[IB]\\b|\\bnextProbablePrime\\b");

  private final Serializable compiled;
  private final ScriptLimits limits;

  /** What a run may allocate in all, far above what the language itself counts. */
  private final ScriptLimits allocating;

  private volatile boolean threaded;

  /**
   * @param limits its memory is in bytes as the language counts them
   * @throws ConfigException the script is wrong, with line and column
   */
  TbelScript(String script, ScriptLimits limits) throws ConfigException {
    this.limits = limits;
    this.threaded = SLOW.matcher(script).find();
    this.allocating = new ScriptLimits(limits.time(), 64 * limits.memory(), limits.tenant());
    try {
      compiled =
          ScriptThreads.trials()
              .call(
                  new ScriptLimits(COMPILE_TIME, COMPILE_MEMORY, limits.tenant()),
                  budget -> TbelEngine.compile(script));
    } catch (ScriptStopped e) {
      throw new ConfigException("script", "cannot be compiled: " + e.getMessage(), "simplify it");
    } catch (RuntimeException | StackOverflowError e) { // the parser throws whatever it meets
      throw new ConfigException("script", TbelErrors.text(e), "correct the script");
    }
  }

  @Override
  public JsonNode run(byte[] payload, Map<String, String> metadata) throws DecodeException {
    try {
      return anywhere(payload, metadata);
    } catch (ScriptExecutionStoppedException e) {
      throw stopped(e);
    } catch (ScriptStopped e) {
      throw new DecodeException(e.getMessage(), e);
    } catch (ScriptMemoryOverflowException e) {
      throw new DecodeException(
          "the script needs more memory than " + limits.memory() + " bytes", e);
    } catch (StackOverflowError e) {
      throw new DecodeException("the script calls itself too deeply", e);
    } catch (OutOfMemoryError e) { // one huge allocation that no check foresaw: it was refused
      throw new DecodeException("the script asked for too much memory", e);
    } catch (RuntimeException e) { // scripts fail with any exception; the record is at fault
      if (TbelErrors.caused(e, ScriptStopped.class)
          || TbelErrors.caused(e, ScriptExecutionStoppedException.class)) {
        throw stopped(e);
      }
      throw new DecodeException(TbelErrors.text(e), e);
    }
  }

  private JsonNode anywhere(byte[] payload, Map<String, String> metadata) {
    if (!threaded && !ScriptThreads.isTrying()) {
      try {
        return within(Budget.borrowed(allocating), payload, metadata);
      } catch (NeedsThread e) {
        threaded = true;
      } catch (RuntimeException e) {
        if (!TbelErrors.caused(e, NeedsThread.class)) {
          throw e;
        }
        threaded = true;
      }
    }
    return ScriptThreads.records().call(allocating, budget -> within(budget, payload, metadata));
  }

  private DecodeException stopped(RuntimeException e) {
    return new DecodeException("the script ran longer than " + limits.time().toMillis() + " ms", e);
  }

  private JsonNode within(Budget budget, byte[] payload, Map<String, String> metadata) {
    ScriptContext context = new ScriptContext(limits.memory(), budget);
    try (Watchdog.Run run = Watchdog.watch(limits, context::stop)) {
      return ScriptResult.of(execute(context, payload, metadata));
    }
  }

  private Object execute(ExecutionContext context, byte[] payload, Map<String, String> metadata) {
    ExecutionHashMap<String, Object> scriptMetadata =
        new ExecutionHashMap<>(metadata.size() * 2, context);
    metadata.forEach(scriptMetadata::put);
    Map<String, Object> variables = new HashMap<>();
    variables.put("payload", new PayloadList(payload, context));
    variables.put("metadata", scriptMetadata);
    return MVEL.executeExpression(compiled, context, new ScriptVariables(variables));
  }
}
