package org.sluiceiot.script.js;

import com.google.javascript.rhino.Node;
import com.google.javascript.rhino.Token;
import java.util.TreeMap;

/**
 * What the translator would take and turn into something wrong: refused in words, or written in
 * other words before. For one script, used by one thread.
 */
final class Untranslatable {
  private final String source;

  /** What stands for a piece of the source, by where it begins. */
  private final TreeMap<Integer, Replacement> replacements = new TreeMap<>();

  private record Replacement(int end, String text) {}

  Untranslatable(String source) {
    this.source = source;
  }

  /**
   * @return the source, in which a parent's property is read as the translator would not
   * @throws TranslationRefused it holds what cannot be translated
   */
  String mended(Node root) throws TranslationRefused {
    look(root);
    StringBuilder text = new StringBuilder(source);
    replacements
        .descendingMap()
        .forEach((at, replacement) -> text.replace(at, replacement.end, replacement.text));
    return text.toString();
  }

  private void look(Node node) throws TranslationRefused {
    if (node.isAsyncFunction() || node.isAwait() || node.isForAwaitOf()) {
      throw refused(node, "async and await", "a script has nothing to wait for: leave them out");
    }
    if (node.isImport() || node.isExport() || node.getToken() == Token.DYNAMIC_IMPORT) {
      throw refused(node, "modules", "put what you need into the script");
    }
    if (node.getToken() == Token.NEW_TARGET) {
      throw refused(node, "new.target", "use this.constructor");
    }
    if (node.isSuper() && !node.getParent().isCall()) {
      parentsMember(node);
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      look(child);
    }
  }

  /** The translator reads {@code super.x} from the parent's prototype, with a wrong this. */
  private void parentsMember(Node node) throws TranslationRefused {
    Node member = node.getParent();
    Node method = member;
    while (method != null
        && !method.isMemberFunctionDef()
        && !method.isGetterDef()
        && !method.isSetterDef()
        && !method.isComputedProp()
        && !method.isMemberFieldDef()) {
      method = method.getParent();
    }
    Node type = method == null ? null : method.getGrandparent();
    if (type == null || !type.isClass()) {
      throw refused(node, "super outside of a class", "name the object that is meant");
    }
    if (member.getParent().isCall() && member.getParent().getFirstChild() == member) {
      return; // a call, which it does right
    }
    Node parent = type.getSecondChild();
    boolean written = member.getParent().isAssign() && member.getParent().getFirstChild() == member;
    if (!member.isGetProp() || !parent.isName() || written) {
      throw refused(node, "this use of super", "call a method of the parent instead");
    }
    int at = member.getSourceOffset();
    replacements.put(
        at - "super.".length() < 0 ? at : start(node),
        new Replacement(
            start(node) + "super.".length() + member.getString().length(),
            "Reflect.get("
                + parent.getString()
                + (method.isStaticMember() ? "" : ".prototype")
                + ", '"
                + member.getString()
                + "', this)"));
  }

  private static int start(Node node) {
    return node.getSourceOffset();
  }

  private static TranslationRefused refused(Node node, String what, String advice) {
    return new TranslationRefused(
        ClosurePlaces.place(node.getLineno(), node.getCharno()),
        what + (what.endsWith("s") || what.contains(" and ") ? " are" : " is") + " not known here",
        advice);
  }
}
