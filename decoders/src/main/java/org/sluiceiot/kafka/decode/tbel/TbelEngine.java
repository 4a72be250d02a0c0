package org.sluiceiot.kafka.decode.tbel;

import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import org.mvel2.ExecutionContext;
import org.mvel2.MVEL;
import org.mvel2.ParserContext;
import org.mvel2.SandboxedParserConfiguration;
import org.mvel2.optimizers.OptimizerFactory;
import org.mvel2.util.MethodStub;
import org.sluiceiot.kafka.decode.tbel.functions.BinaryFunctions;
import org.sluiceiot.kafka.decode.tbel.functions.CollectionFunctions;
import org.sluiceiot.kafka.decode.tbel.functions.FloatBytesFunctions;
import org.sluiceiot.kafka.decode.tbel.functions.GeoFunctions;
import org.sluiceiot.kafka.decode.tbel.functions.HexFunctions;
import org.sluiceiot.kafka.decode.tbel.functions.HexTextFunctions;
import org.sluiceiot.kafka.decode.tbel.functions.IntegerBytesFunctions;
import org.sluiceiot.kafka.decode.tbel.functions.NumberFunctions;
import org.sluiceiot.kafka.decode.tbel.functions.PayloadList;
import org.sluiceiot.kafka.decode.tbel.functions.ScriptJson;
import org.sluiceiot.kafka.decode.tbel.functions.TextFunctions;

/**
 * The language, sandboxed and with all functions, once per process: its sandbox is a static of the
 * library. Inside of a host that has set it up already (ThingsBoard), the host's is used and left
 * as it is. Safe for any thread.
 */
final class TbelEngine {
  private static final long OBJECT_SIZE = 8;
  private static final List<Class<?>> FUNCTIONS =
      List.of(
          IntegerBytesFunctions.class,
          FloatBytesFunctions.class,
          BinaryFunctions.class,
          NumberFunctions.class,
          HexFunctions.class,
          HexTextFunctions.class,
          TextFunctions.class,
          CollectionFunctions.class,
          GeoFunctions.class);

  private static final SandboxedParserConfiguration CONFIGURATION = configure();

  private TbelEngine() {}

  static SandboxedParserConfiguration configuration() {
    return CONFIGURATION;
  }

  /**
   * The language finds classes through the context class loader, which may be any host's; here it
   * must be the one that has ours.
   */
  private static SandboxedParserConfiguration configure() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(TbelEngine.class.getClassLoader());
    try {
      return sandbox();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Compiles a script; the calling thread may be any. */
  static Serializable compile(String script) {
    return MVEL.compileExpression(script, new ParserContext(CONFIGURATION));
  }

  private static SandboxedParserConfiguration sandbox() {
    OptimizerFactory.setDefaultOptimizer(OptimizerFactory.SAFE_REFLECTIVE);
    SandboxedParserConfiguration configuration;
    if (new ParserContext().getParserConfiguration() instanceof SandboxedParserConfiguration host) {
      configuration = host;
    } else {
      configuration = ParserContext.enableSandboxedMode();
      register(configuration);
      configuration.setClassLoader(
          new ScriptClasses(configuration.getClassLoader(), configuration.getImports()));
    }
    // a name that no script can write
    configuration.registerDataType("payload size", PayloadList.Size.class, PayloadList.Size::bytes);
    warmUp(configuration);
    return configuration;
  }

  /** Loads what nearly every script uses, so that no record pays for it from its time. */
  private static void warmUp(SandboxedParserConfiguration configuration) {
    String script =
        "var d = decodeToJson(\"{\\\"a\\\":[1.5]}\"); var r = {}; foreach (x : d.a) { r.x = x; }"
            + " for (var i = 0; i < 2; i++) { r.i = i; } r.t = new Date(0L).getTime(); r.s ="
            + " String.format(\"%02X\", 1); r.b = parseBytesToInt(base64ToBytes(\"AQ==\"), 0, 1);"
            + " function f(a) { return a; } r.f = f(1); return r;";
    Object compiled = MVEL.compileExpression(script, new ParserContext(configuration));
    MVEL.executeExpression(compiled, new ExecutionContext(configuration), new HashMap<>());
  }

  private static void register(SandboxedParserConfiguration configuration) {
    configuration.addImport("JSON", ScriptJson.class);
    configuration.registerDataType("Date", ScriptDate.class, date -> OBJECT_SIZE);
    configuration.registerDataType("Random", ScriptRandom.class, random -> OBJECT_SIZE);
    configuration.registerDataType("Calendar", Calendar.class, calendar -> OBJECT_SIZE);
    for (Class<?> functions : FUNCTIONS) {
      for (Method method : functions.getMethods()) {
        if (Modifier.isStatic(method.getModifiers())) {
          configuration.addImport(method.getName(), new MethodStub(method));
        }
      }
    }
    configuration.addImport("decodeToString", new MethodStub(TextFunctions.class, "bytesToString"));
  }
}
