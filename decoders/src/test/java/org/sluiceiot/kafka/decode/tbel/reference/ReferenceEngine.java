package org.sluiceiot.kafka.decode.tbel.reference;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.BiFunction;
import org.mvel2.ExecutionContext;
import org.mvel2.MVEL;
import org.mvel2.ParserContext;
import org.mvel2.SandboxedParserConfiguration;
import org.mvel2.optimizers.OptimizerFactory;
import org.mvel2.util.MethodStub;

/**
 * The language as its library gives it, with the functions of the reference; the library's sandbox
 * is a static, so this one lives in a class loader of its own ({@link #isolated}).
 */
public final class ReferenceEngine implements BiFunction<String, List<Object>, String> {
  private static final long MEMORY = 1 << 20;

  private static final List<Class<?>> FUNCTIONS =
      List.of(
          ReferenceIntegers.class,
          ReferenceReals.class,
          ReferenceBits.class,
          ReferenceNumbers.class,
          ReferenceHex.class,
          ReferenceHexTexts.class,
          ReferenceTexts.class,
          ReferenceLists.class,
          ReferenceGeo.class);

  private final SandboxedParserConfiguration language = ParserContext.enableSandboxedMode();

  public ReferenceEngine() {
    OptimizerFactory.setDefaultOptimizer(OptimizerFactory.SAFE_REFLECTIVE);
    for (Class<?> functions : FUNCTIONS) {
      for (Method method : functions.getMethods()) {
        if (Modifier.isStatic(method.getModifiers())) {
          language.addImport(method.getName(), new MethodStub(method));
        }
      }
    }
  }

  /** One whose library is loaded a second time. */
  @SuppressWarnings("unchecked") // it implements exactly this
  public static BiFunction<String, List<Object>, String> isolated() throws Exception {
    ClassLoader again = new SecondLoader(ReferenceEngine.class.getClassLoader());
    Thread.currentThread().setContextClassLoader(again);
    try {
      return (BiFunction<String, List<Object>, String>)
          again.loadClass(ReferenceEngine.class.getName()).getConstructor().newInstance();
    } finally {
      Thread.currentThread().setContextClassLoader(ReferenceEngine.class.getClassLoader());
    }
  }

  @Override
  public String apply(String function, List<Object> arguments) {
    return Calls.of(
        function,
        arguments,
        new ExecutionContext(language, MEMORY),
        call -> MVEL.compileExpression(call, new ParserContext(language)));
  }
}
