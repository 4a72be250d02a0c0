package org.sluiceiot.kafka.decode.js;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Script;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.script.ResultDecoder;

/**
 * A compiled JavaScript. Safe for any thread: a run takes a sandbox of its own, from those not in
 * use. A sandbox whose run was stopped is thrown away.
 */
final class JsScript implements ResultDecoder.Script {
  private static final String NAME = "script";

  /** Loads what nearly every script uses, so that no record pays for it from its time. */
  private static final String WARM_UP =
      "function decoder(payload, metadata) { var d = JSON.parse('{\"a\": [1.5, \"b\"]}');"
          + " return Object.assign({}, {a: d.a.map(x => `${x}`).join(','), t: new Date(0).getTime(),"
          + " s: String.fromCharCode.apply(String, payload).replace(/a/g, ''), p: parseInt('ff', 16),"
          + " u: new DataView(new Uint8Array([1]).buffer).getInt8(0)}); }";

  private static volatile boolean warm;

  private final Script compiled;
  private final long memoryLimit;
  private final long timeLimitMillis;
  private final ConcurrentLinkedDeque<JsSandbox> idle = new ConcurrentLinkedDeque<>();

  /**
   * @param memoryLimit in bytes that one run may allocate
   * @throws ConfigException the script is wrong, with line and column
   */
  JsScript(String script, long memoryLimit, Duration timeLimit) throws ConfigException {
    this.memoryLimit = memoryLimit;
    this.timeLimitMillis = timeLimit.toMillis();
    this.compiled = compile(script);
    try (Context context = JsEngine.INSTANCE.enterContext()) {
      if (!warm) {
        warm = true;
        new JsSandbox(context, compile(context, WARM_UP)).run(context, new byte[1], Map.of());
      }
      idle.push(new JsSandbox(context, compiled)); // the first record shall not pay for it
    }
  }

  private static Script compile(String script) throws ConfigException {
    String source =
        "function "
            + JsSandbox.FUNCTION
            + "(payload, metadata) {\n"
            + Constants.asVariables(script)
            + "\n}";
    try (Context context = JsEngine.INSTANCE.enterContext()) {
      return compile(context, source);
    } catch (RhinoException e) {
      throw new ConfigException("script", text(e), "correct the script");
    } catch (StackOverflowError e) {
      throw new ConfigException("script", "the script is nested too deeply", "simplify it");
    }
  }

  /** The first line is the function's head, so the script's own lines count from 1. */
  private static Script compile(Context context, String source) {
    try {
      return context.compileString(source, NAME, 0, null);
    } catch (RhinoException e) {
      throw e;
    } catch (RuntimeException e) { // a function beyond what a Java method may hold
      JsEngine.interpret(context);
      return context.compileString(source, NAME, 0, null);
    }
  }

  @Override
  public JsonNode run(byte[] payload, Map<String, String> metadata) throws DecodeException {
    try (Context context = JsEngine.INSTANCE.enterContext()) {
      String json = inSandbox(context, payload, metadata);
      if (json == null) {
        throw new DecodeException("the script returned nothing");
      }
      return JsonPayload.MAPPER.readTree(json);
    } catch (JsEngine.Stopped e) {
      throw new DecodeException(e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new DecodeException("the script calls itself too deeply", e);
    } catch (OutOfMemoryError e) { // one huge allocation that no guard foresaw: it was refused
      throw new DecodeException("the script asked for too much memory", e);
    } catch (RhinoException e) {
      throw new DecodeException(text(e), e);
    } catch (JsonProcessingException e) {
      throw new DecodeException("the result is not JSON: " + e.getOriginalMessage(), e);
    } catch (RuntimeException e) { // the engine's own failures: this record cannot be decoded
      throw new DecodeException("the script failed: " + e, e);
    }
  }

  private String inSandbox(Context context, byte[] payload, Map<String, String> metadata) {
    JsSandbox sandbox = idle.poll();
    if (sandbox == null) {
      sandbox = new JsSandbox(context, compiled);
    }
    context.putThreadLocal(
        JsEngine.Budget.class, new JsEngine.Budget(memoryLimit, timeLimitMillis));
    try {
      String json = sandbox.run(context, payload, metadata);
      idle.push(sandbox);
      return json;
    } catch (RhinoException e) {
      idle.push(sandbox); // an ordinary error of the script leaves it usable
      throw e;
    }
  }

  private static String text(RhinoException error) {
    String column = error.columnNumber() > 0 ? ", column " + error.columnNumber() : "";
    return error.lineNumber() > 0
        ? "line " + error.lineNumber() + column + ": " + error.details()
        : error.details();
  }
}
