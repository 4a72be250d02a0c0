package org.sluiceiot.script.js;

import java.util.Optional;
import java.util.Set;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.ast.ArrayLiteral;
import org.mozilla.javascript.ast.Assignment;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.FunctionCall;
import org.mozilla.javascript.ast.Loop;
import org.mozilla.javascript.ast.Name;
import org.mozilla.javascript.ast.NewExpression;
import org.mozilla.javascript.ast.PropertyGet;
import org.mozilla.javascript.ast.VariableInitializer;
import org.sluiceiot.api.config.ConfigException;

/**
 * What the engine takes without a word and runs otherwise than the language says. Found on its own
 * syntax tree; each is translated, or refused where nothing translates. Stateless.
 */
final class Misread {
  /** Methods that give what can be gone through once and is no array. */
  private static final Set<String> ITERATORS = Set.of("values", "keys", "entries", "matchAll");

  private Misread() {}

  /**
   * What the engine does not understand of a script, or not rightly.
   *
   * @param place in the user's script; null where it is not known
   * @param newer whether it may be newer JavaScript, and not just a mistake
   */
  record Finding(Places.Place place, String problem, String advice, boolean newer) {
    static Finding of(RhinoException error, String body) {
      Places.Place place = Places.SAME.of(error);
      String advice = Syntax.advice(error, body);
      return new Finding(place, error.details(), advice, !advice.equals(Syntax.CORRECT));
    }

    /** In words for the user. */
    ConfigException refused(String hint) {
      return refused(place, problem, advice + hint);
    }

    /** By what the translator says, if that is more. */
    ConfigException refused(TranslationRefused refused) {
      if (refused.getMessage() == null || refused.advice() == null && !newer) {
        return refused("");
      }
      String other = refused.advice() == null ? Syntax.CORRECT : refused.advice();
      return refused(refused.place(), refused.getMessage(), other);
    }

    private static ConfigException refused(Places.Place at, String problem, String advice) {
      return new ConfigException("script", at == null ? problem : at + ": " + problem, advice);
    }
  }

  /**
   * Looks at a function's body.
   *
   * @throws RhinoException the engine does not understand it
   */
  static Optional<Finding> find(String head, String body) {
    Finding[] found = new Finding[1];
    LoopVariables.walk(
        LoopVariables.parse(head + Constants.asVariables(body) + "\n}"),
        node -> {
          String problem = problem(node);
          if (problem != null && found[0] == null) {
            found[0] = finding(node, problem);
          }
          return found[0] == null;
        });
    return Optional.ofNullable(found[0]);
  }

  private static String problem(AstNode node) {
    if (node instanceof Loop loop && LoopVariables.shared(loop)) {
      return "a function in this loop remembers a variable that the loop's body changes; copy it"
          + " into a variable of the body";
    }
    boolean misread =
        node instanceof VariableInitializer variable
                && misread(variable.getTarget(), variable.getInitializer())
            || node instanceof Assignment assignment
                && assignment.getOperator() == Token.ASSIGN
                && misread(assignment.getLeft(), assignment.getRight());
    return misread
        ? "only an array can be taken apart with [ ] here; write [...x] for what can be gone through"
        : null;
  }

  /** An array's pattern over what is no array: the engine asks for its members 0, 1 and so on. */
  private static boolean misread(AstNode target, AstNode value) {
    return target instanceof ArrayLiteral
        && (value instanceof NewExpression created && !names(created.getTarget(), "Array")
            || value instanceof FunctionCall call
                && !(value instanceof NewExpression)
                && call.getTarget() instanceof PropertyGet get
                && ITERATORS.contains(get.getProperty().getIdentifier())
                && !names(get.getTarget(), "Object"));
  }

  private static boolean names(AstNode node, String name) {
    return node instanceof Name named && named.getIdentifier().equals(name);
  }

  private static Finding finding(AstNode node, String problem) {
    int semicolon = problem.indexOf("; ");
    int column = node.getPosition() < 0 ? 0 : column(node);
    return new Finding(
        new Places.Place(node.getLineno(), column),
        problem.substring(0, semicolon),
        problem.substring(semicolon + 2),
        true);
  }

  private static int column(AstNode node) {
    return Math.max(node.getColumn(), 0);
  }
}
