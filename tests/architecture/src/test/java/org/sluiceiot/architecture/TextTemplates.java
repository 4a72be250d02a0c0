package org.sluiceiot.architecture;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Texts that an expression can have, with a placeholder, {@code {0}}, for each unknown part. */
final class TextTemplates {
  private static final String UNKNOWN = "\0";
  private static final List<String> UNKNOWN_ONLY = List.of(UNKNOWN);

  private final Map<String, Tree> constants = new HashMap<>();
  private final Map<String, Tree> locals = new HashMap<>();
  private boolean inMethod;

  /** A method begins: what it declares is known until {@link #end}. */
  void begin() {
    inMethod = true;
  }

  void end() {
    inMethod = false;
    locals.clear();
  }

  /** Takes in a constant or a local variable that begins with a text. */
  void know(VariableTree variable) {
    if (variable.getInitializer() != null) {
      (inMethod ? locals : constants).put(variable.getName().toString(), variable.getInitializer());
    }
  }

  List<String> of(Tree expression) {
    return written(expression).stream().map(TextTemplates::numbered).toList();
  }

  private List<String> written(Tree expression) {
    if (expression instanceof LiteralTree literal && literal.getValue() instanceof String text) {
      return List.of(text);
    }
    if (expression instanceof IdentifierTree identifier) {
      String name = identifier.getName().toString();
      Tree known = locals.getOrDefault(name, constants.get(name));
      return known == null || !known.toString().startsWith("\"") ? UNKNOWN_ONLY : written(known);
    }
    if (expression instanceof ParenthesizedTree inner) {
      return written(inner.getExpression());
    }
    if (expression instanceof LambdaExpressionTree lambda) {
      return written(lambda.getBody());
    }
    if (expression instanceof ConditionalExpressionTree either) {
      return Stream.of(either.getTrueExpression(), either.getFalseExpression())
          .flatMap(one -> written(one).stream())
          .toList();
    }
    if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
      List<String> ends = written(sum.getRightOperand());
      return written(sum.getLeftOperand()).stream()
          .flatMap(start -> ends.stream().map(start::concat))
          .toList();
    }
    if (expression instanceof MethodInvocationTree call
        && call.getMethodSelect() instanceof MemberSelectTree method
        && method.getIdentifier().contentEquals("formatted")) {
      return written(method.getExpression()).stream()
          .map(text -> text.replaceAll("%[,.0-9]*[sdf]", UNKNOWN))
          .toList();
    }
    return UNKNOWN_ONLY;
  }

  private static String numbered(String text) {
    List<String> parts = new ArrayList<>(List.of(text.split(UNKNOWN, -1)));
    StringBuilder numbered = new StringBuilder(parts.remove(0));
    for (int i = 0; i < parts.size(); i++) {
      numbered.append('{').append(i).append('}').append(parts.get(i));
    }
    return numbered.toString();
  }
}
