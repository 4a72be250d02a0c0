package org.sluiceiot.script.js;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.ast.Assignment;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.CatchClause;
import org.mozilla.javascript.ast.ForInLoop;
import org.mozilla.javascript.ast.ForLoop;
import org.mozilla.javascript.ast.FunctionNode;
import org.mozilla.javascript.ast.Loop;
import org.mozilla.javascript.ast.Name;
import org.mozilla.javascript.ast.NodeVisitor;
import org.mozilla.javascript.ast.PropertyGet;
import org.mozilla.javascript.ast.Scope;
import org.mozilla.javascript.ast.UpdateExpression;
import org.mozilla.javascript.ast.VariableDeclaration;

/**
 * The engine has one variable of a loop's head for all of its turns; the language has one for each,
 * which a function made in the loop remembers. Where such a function is, the head's variable gets
 * another name and each turn a variable of its own, which the engine does keep apart. Stateless.
 */
final class LoopVariables {
  private static final String SUFFIX = "$turn";

  private LoopVariables() {}

  /** Something put into the text at a position. */
  private record Insertion(int at, String text) {}

  /** The body with its loops mended, line by line as it was; itself where nothing is to mend. */
  static String mended(String head, String body) {
    if (!body.contains("let") || !(body.contains("=>") || body.contains("function"))) {
      return body;
    }
    String source = head + body + "\n}";
    List<Insertion> insertions = new ArrayList<>();
    try {
      walk(
          parse(source),
          node -> {
            if (node instanceof Loop loop) {
              mend(loop, insertions);
            }
            return true;
          });
    } catch (RhinoException e) {
      return body; // the compiler says what is wrong with it
    }
    StringBuilder text = new StringBuilder(source);
    insertions.sort(Comparator.comparingInt(Insertion::at).reversed());
    insertions.forEach(insertion -> text.insert(insertion.at(), insertion.text()));
    return text.substring(head.length(), text.length() - 2);
  }

  /** The engine's syntax tree; the first line is line 0. */
  static AstNode parse(String source) {
    CompilerEnvirons environs = new CompilerEnvirons();
    environs.setLanguageVersion(Context.VERSION_ECMASCRIPT);
    return new Parser(environs).parse(source, "script", 0);
  }

  /** As {@code visit}, which fails at a {@code catch} that names nothing. */
  static void walk(AstNode root, NodeVisitor visitor) {
    root.visit(
        node -> {
          boolean deeper = visitor.visit(node);
          if (deeper && node instanceof CatchClause clause && clause.getVarName() == null) {
            walk(clause.getBody(), visitor);
            return false;
          }
          return deeper;
        });
  }

  /**
   * Whether a function remembers a variable of the loop that its body changes: not to be mended.
   */
  static boolean shared(Loop loop) {
    VariableDeclaration variables = declared(loop);
    return variables != null
        && variables.getVariables().stream()
            .anyMatch(
                variable ->
                    variable.getTarget() instanceof Name name
                        && captured(loop.getBody(), name.getIdentifier())
                        && assigned(loop.getBody(), name.getIdentifier()));
  }

  /** What the head of a loop with a block declares; null where it is nothing for each turn. */
  private static VariableDeclaration declared(Loop loop) {
    AstNode declaration =
        loop instanceof ForInLoop in
            ? in.getIterator()
            : loop instanceof ForLoop counting ? counting.getInitializer() : null;
    return declaration instanceof VariableDeclaration variables
            && variables.getType() == Token.LET
            && loop.getBody() instanceof Scope body
            && (body.getType() == Token.BLOCK || body.getType() == Token.LOOP)
        ? variables
        : null;
  }

  private static void mend(Loop loop, List<Insertion> insertions) {
    VariableDeclaration variables = declared(loop);
    if (variables == null) {
      return;
    }
    AstNode body = loop.getBody();
    for (var variable : variables.getVariables()) {
      if (variable.getTarget() instanceof Name name
          && captured(body, name.getIdentifier())
          && !assigned(body, name.getIdentifier())) {
        String own = name.getIdentifier();
        heads(loop, own).forEach(at -> insertions.add(new Insertion(at + own.length(), SUFFIX)));
        insertions.add(
            new Insertion(
                body.getAbsolutePosition() + 1, " let " + own + " = " + own + SUFFIX + ";"));
      }
    }
  }

  /** Where the loop's head names the variable. */
  private static Set<Integer> heads(Loop loop, String own) {
    List<AstNode> parts =
        loop instanceof ForInLoop in
            ? List.of(in.getIterator())
            : loop instanceof ForLoop counting
                ? List.of(
                    counting.getInitializer(), counting.getCondition(), counting.getIncrement())
                : List.of();
    Set<Integer> positions = new HashSet<>();
    parts.forEach(
        part ->
            walk(
                part,
                node -> {
                  if (names(node, own)) {
                    positions.add(node.getAbsolutePosition());
                  }
                  return true;
                }));
    return positions;
  }

  private static boolean names(AstNode node, String own) {
    return node instanceof Name name
        && name.getIdentifier().equals(own)
        && !(node.getParent() instanceof PropertyGet get && get.getProperty() == node);
  }

  private static boolean captured(AstNode body, String own) {
    boolean[] found = {false};
    walk(
        body,
        node -> {
          if (node instanceof FunctionNode function) {
            walk(
                function,
                inner -> {
                  found[0] |= names(inner, own);
                  return true;
                });
          }
          return true;
        });
    return found[0];
  }

  /**
   * Whether the body gives it a value: then the turns are not independent, and it stays as it is.
   */
  private static boolean assigned(AstNode body, String own) {
    boolean[] found = {false};
    walk(
        body,
        node -> {
          found[0] |=
              node instanceof Assignment assignment && names(assignment.getLeft(), own)
                  || node instanceof UpdateExpression update && names(update.getOperand(), own);
          return true;
        });
    return found[0];
  }
}
