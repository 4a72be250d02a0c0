package org.sluiceiot.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a node's reader says of a configuration has its German in ThingsBoard's forms.
 *
 * <p>Read from the sources: texts that are written where a problem is made, and where a reason is
 * made that a problem repeats. Not seen: words of a library, such as a script compiler's, and texts
 * that are handed through a variable from a class which is not named here.
 */
class GermanProblemsTest {
  private static final Set<Module> MODULES =
      EnumSet.of(
          Module.API,
          Module.CONNECTION,
          Module.GUARD,
          Module.SCRIPTS,
          Module.DECODERS,
          Module.NODE,
          Module.INTEGRATION,
          Module.THINGSBOARD);

  /** What makes a problem, and which of its arguments are texts for a person. */
  private static final Map<String, List<Integer>> MAKERS =
      Map.of(
          "Problem", List.of(1, 2),
          "ConfigException", List.of(1, 2),
          "RestException", List.of(1, 2),
          "PemException", List.of(0, 1),
          "bad", List.of(1),
          "checkLength", List.of(1),
          "forbid", List.of(1),
          "ours", List.of(1),
          "text", List.of(1),
          "word", List.of(1));

  /** Whose exceptions and optional texts become a problem's text elsewhere. */
  private static final Set<String> REASONS =
      Set.of(
          "AddressPolicy.java",
          "Bounds.java",
          "ClientProperties.java",
          "ClientVersion.java",
          "ConverterDocument.java",
          "DataPathParser.java",
          "DataSize.java",
          "Durations.java",
          "Expression.java",
          "JaasEntry.java",
          "MappedValue.java",
          "MessageField.java",
          "ProtoFiles.java",
          "ProtoParser.java",
          "ProtoTokens.java",
          "ProtobufReader.java",
          "RateLimit.java",
          "Template.java",
          "TemplateParser.java",
          "TlsContext.java",
          "TlsProperties.java",
          "TopicSpec.java");

  /** Whose methods return such texts. */
  private static final Set<String> RETURNED = Set.of("Suggestion.java", "Misread.java");

  /** Settings of the operator: no form meets them. */
  private static final Set<String> NOT_IN_FORMS = Set.of("GuardSettings.java", "Policy.java");

  private static final Pattern PLACE = Pattern.compile("\\{\\d}");
  private static final Pattern WORD = Pattern.compile("[a-z]{2}.* |^(characters|entries)$");
  private static final Set<String> SAID = new TreeSet<>();
  private static JsonNode german;

  @BeforeAll
  static void read() throws IOException {
    german =
        new ObjectMapper()
            .readTree(Module.root().resolve("thingsboard/form/src/german-problems.json").toFile());
    List<Path> files = new ArrayList<>();
    for (Module module : MODULES) {
      try (Stream<Path> sources = module.sources()) {
        sources.forEach(files::add);
      }
    }
    try (StandardJavaFileManager manager =
        ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              ToolProvider.getSystemJavaCompiler()
                  .getTask(
                      null,
                      manager,
                      null,
                      List.of(),
                      null,
                      manager.getJavaFileObjectsFromPaths(files));
      for (CompilationUnitTree unit : task.parse()) {
        String file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
        if (!NOT_IN_FORMS.contains(file)) {
          new Texts(REASONS.contains(file), RETURNED.contains(file)).scan(unit, null);
        }
      }
    }
  }

  @Test
  void everyProblemThatAFormCanMeetHasItsGerman() {
    assertThat(SAID).hasSizeGreaterThan(150);
    assertThat(SAID).filteredOn(text -> !german.has(text)).as("without German").isEmpty();
  }

  @Test
  void nothingIsTranslatedForNobody() {
    assertThat(german.fieldNames()).toIterable().allMatch(SAID::contains);
  }

  @Test
  void theGermanHasTheSameValues() {
    german
        .properties()
        .forEach(
            text ->
                assertThat(places(text.getValue().textValue()))
                    .as(text.getKey())
                    .isEqualTo(places(text.getKey())));
  }

  private static Set<String> places(String text) {
    return new TreeSet<>(PLACE.matcher(text).results().map(MatchResult::group).toList());
  }

  /** Gathers the texts of one file. */
  private static final class Texts extends TreeScanner<Void, Void> {
    private final boolean reasons;
    private final boolean returned;
    private final TextTemplates templates = new TextTemplates();

    Texts(boolean reasons, boolean returned) {
      this.reasons = reasons;
      this.returned = returned;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      templates.begin();
      super.visitMethod(method, nothing);
      templates.end();
      return null;
    }

    /** Constants stand above the methods that use them. */
    @Override
    public Void visitVariable(VariableTree variable, Void nothing) {
      templates.know(variable);
      return super.visitVariable(variable, nothing);
    }

    @Override
    public Void visitReturn(ReturnTree returning, Void nothing) {
      if (returned && returning.getExpression() != null) {
        take(returning.getExpression());
      }
      return super.visitReturn(returning, nothing);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
      String whole = call.getMethodSelect().toString();
      List<? extends ExpressionTree> given = call.getArguments();
      if (whole.endsWith(".add") && given.size() == 2) {
        given.forEach(this::take);
      } else if (reasons && (whole.equals("Optional.of") || whole.matches("(.*\\.)?wrong"))) {
        take(given.get(0));
      }
      made(whole.substring(whole.lastIndexOf('.') + 1), given);
      return super.visitMethodInvocation(call, nothing);
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void nothing) {
      String type = made.getIdentifier().toString();
      if (reasons
          && type.matches("IllegalArgument.*|RefusedAddress.*")
          && !made.getArguments().isEmpty()) {
        take(made.getArguments().get(0));
      }
      made(type, made.getArguments());
      return super.visitNewClass(made, nothing);
    }

    private void made(String maker, List<? extends ExpressionTree> given) {
      List<Integer> texts = MAKERS.getOrDefault(maker, List.of());
      texts.stream().filter(at -> at < given.size()).forEach(at -> take(given.get(at)));
    }

    /** A text that is nothing but a value is written somewhere else. */
    private void take(ExpressionTree text) {
      templates.of(text).stream()
          .filter(template -> WORD.matcher(PLACE.matcher(template).replaceAll("")).find())
          .forEach(SAID::add);
    }
  }
}
