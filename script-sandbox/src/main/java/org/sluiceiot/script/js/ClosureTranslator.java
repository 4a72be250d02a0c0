package org.sluiceiot.script.js;

import com.google.javascript.jscomp.Compiler;
import com.google.javascript.jscomp.CompilerOptions;
import com.google.javascript.jscomp.JSError;
import com.google.javascript.jscomp.Result;
import com.google.javascript.jscomp.SourceFile;
import com.google.javascript.jscomp.SourceMap;
import com.google.javascript.jscomp.WarningLevel;
import com.google.javascript.jscomp.parsing.parser.FeatureSet;
import com.google.javascript.jscomp.parsing.parser.FeatureSet.Feature;
import com.google.javascript.rhino.Node;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * Google's Closure Compiler, as a translator alone: nothing is optimised, renamed or checked by
 * type. Loaded by name, and only where its library is. Safe for any thread.
 */
final class ClosureTranslator implements Translator {
  private static final String NAME = "script";
  private static final String PARSE_ERROR = "JSC_PARSE_ERROR";

  /** What the engine does right by itself stays as it is. */
  private static final FeatureSet UNDERSTOOD =
      FeatureSet.ES5.with(
          Feature.GENERATORS,
          Feature.TEMPLATE_LITERALS,
          Feature.EXPONENT_OP,
          Feature.NULL_COALESCE_OP,
          Feature.OPTIONAL_CHAINING,
          Feature.LOGICAL_ASSIGNMENT,
          Feature.OPTIONAL_CATCH_BINDING,
          Feature.REGEXP_FLAG_S,
          Feature.REGEXP_FLAG_U,
          Feature.REGEXP_FLAG_Y,
          Feature.REGEXP_LOOKBEHIND,
          Feature.REGEXP_NAMED_GROUPS,
          Feature.REGEXP_UNICODE_PROPERTY_ESCAPE,
          Feature.BIGINT,
          Feature.NUMERIC_SEPARATOR,
          Feature.OCTAL_LITERALS,
          Feature.BINARY_LITERALS,
          Feature.STRING_CONTINUATION);

  @Override
  public Translation translate(String source) throws TranslationRefused {
    try {
      String prepared = prepared(source);
      Compiler compiler = compiler();
      Result result = compiler.compile(List.of(), List.of(file(prepared)), options());
      if (!result.errors.isEmpty()) {
        throw refused(result.errors.get(0), prepared);
      }
      String text = compiler.toSource();
      return new Translation(text, ClosurePlaces.of(compiler.getSourceMap(), NAME, text));
    } catch (StackOverflowError e) {
      throw new TranslationRefused(null, "the script is nested too deeply", "simplify it");
    } catch (RuntimeException e) { // Broad: the compiler fails in any way on what it does not know.
      throw new TranslationRefused(null, null, null);
    }
  }

  /** After a look at what would be translated wrongly or into something that nobody waits for. */
  private static String prepared(String source) throws TranslationRefused {
    Compiler compiler = compiler();
    compiler.initOptions(options());
    Node root = compiler.parse(file(source));
    for (JSError error : compiler.getErrors()) {
      throw refused(error, source);
    }
    return new Untranslatable(source).mended(root);
  }

  private static TranslationRefused refused(JSError error, String source) {
    Places.Place place = ClosurePlaces.place(error.getLineNumber(), error.getCharno());
    if (!error.getType().key.equals(PARSE_ERROR)) {
      return new TranslationRefused(place, error.getDescription(), "correct the script");
    }
    if (hash(error, source)) {
      return new TranslationRefused(
          place, "private members are not known here", "write the name without #");
    }
    return new TranslationRefused(
        place, error.getDescription().replaceFirst("^Parse error\\. ", ""), null);
  }

  /** Whether it is a # that the parser met. */
  private static boolean hash(JSError error, String source) {
    return source
        .lines()
        .skip(Math.max(0, error.getLineNumber() - 1))
        .findFirst()
        .filter(line -> error.getCharno() >= 0 && error.getCharno() <= line.length())
        .filter(line -> line.substring(error.getCharno()).strip().startsWith("#"))
        .isPresent();
  }

  private static SourceFile file(String source) {
    return SourceFile.fromCode(NAME, source);
  }

  private static Compiler compiler() {
    Compiler compiler = new Compiler(new PrintStream(OutputStream.nullOutputStream()));
    compiler.disableThreads(); // this thread is the one that is given up
    return compiler;
  }

  private static CompilerOptions options() {
    CompilerOptions options = new CompilerOptions();
    options.setLanguageIn(CompilerOptions.LanguageMode.UNSTABLE); // its name for class fields
    options.legacySetOutputFeatureSet(UNDERSTOOD);
    options.setEnvironment(CompilerOptions.Environment.CUSTOM);
    options.setRewritePolyfills(false);
    options.setEmitUseStrict(false);
    options.setStrictModeInput(false);
    options.setPrettyPrint(true);
    options.setSourceMapOutputPath(NAME);
    options.setSourceMapDetailLevel(SourceMap.DetailLevel.ALL);
    WarningLevel.QUIET.setOptionsForWarningLevel(options);
    return options;
  }
}
