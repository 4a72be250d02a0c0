package org.sluiceiot.kafka.decode.tbel;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.mvel2.ExecutionContext;
import org.mvel2.MVEL;
import org.mvel2.ParserContext;
import org.mvel2.ScriptExecutionStoppedException;
import org.mvel2.ScriptMemoryOverflowException;
import org.mvel2.execution.ExecutionHashMap;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.script.ResultDecoder;
import org.sluiceiot.kafka.decode.script.ScriptResult;
import org.sluiceiot.kafka.decode.script.Watchdog;
import org.sluiceiot.kafka.decode.tbel.functions.PayloadList;

/** A compiled TBEL script. Safe for any thread: each run has its own context. */
final class TbelScript implements ResultDecoder.Script {
  private final Serializable compiled;
  private final long memoryLimit;
  private final Duration timeLimit;

  /**
   * @param memoryLimit in bytes, as the language counts them
   * @throws ConfigException the script is wrong, with line and column
   */
  TbelScript(String script, long memoryLimit, Duration timeLimit) throws ConfigException {
    this.memoryLimit = memoryLimit;
    this.timeLimit = timeLimit;
    try {
      compiled = MVEL.compileExpression(script, new ParserContext(TbelEngine.configuration()));
    } catch (RuntimeException | StackOverflowError e) { // the parser throws whatever it meets
      throw new ConfigException("script", TbelErrors.text(e), "correct the script");
    }
  }

  @Override
  public JsonNode run(byte[] payload, Map<String, String> metadata) throws DecodeException {
    ExecutionContext context = new ScriptContext(memoryLimit);
    try (Watchdog.Run run = Watchdog.watch(timeLimit, context::stop)) {
      return ScriptResult.of(execute(context, payload, metadata));
    } catch (ScriptExecutionStoppedException e) {
      throw stopped(e);
    } catch (ScriptMemoryOverflowException e) {
      throw new DecodeException("the script needs more memory than " + memoryLimit + " bytes", e);
    } catch (StackOverflowError e) {
      throw new DecodeException("the script calls itself too deeply", e);
    } catch (RuntimeException e) { // scripts fail with any exception; the record is at fault
      throw TbelErrors.caused(e, ScriptExecutionStoppedException.class)
          ? stopped(e)
          : new DecodeException(TbelErrors.text(e), e);
    }
  }

  private DecodeException stopped(RuntimeException e) {
    return new DecodeException("the script ran longer than " + timeLimit.toMillis() + " ms", e);
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
