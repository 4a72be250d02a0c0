package org.sluiceiot.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a reader meets: how long a file and a method may be, and that a name means one thing. */
class SourceRulesTest {
  private static final int LONGEST_FILE = 366;
  private static final int LONGEST_METHOD = 40;

  private static final List<Path> FILES = new ArrayList<>();
  private static final List<String> LONG_METHODS = new ArrayList<>();
  private static final Map<String, List<String>> TYPES = new TreeMap<>();

  @BeforeAll
  static void parse() throws IOException {
    for (Module module : Module.values()) {
      try (Stream<Path> sources = module.sources()) {
        sources.forEach(FILES::add);
      }
    }
    assertThat(FILES).hasSizeGreaterThan(500);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(FILES));
      Trees trees = Trees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new Scanner(unit, trees.getSourcePositions()).scan(unit, null);
      }
    }
  }

  @Test
  void noFileIsLong() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : FILES) {
      try (Stream<String> lines = Files.lines(file)) {
        long count = lines.count();
        if (count > LONGEST_FILE) {
          found.add(Module.root().relativize(file) + ": " + count);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void noMethodIsLong() {
    assertThat(LONG_METHODS).isEmpty();
  }

  /** Types of a file's own name; nested ones are read beside the type that they belong to. */
  @Test
  void aSimpleNameMeansOneThing() {
    TYPES.values().removeIf(places -> places.size() < 2);
    assertThat(TYPES).isEmpty();
  }

  private static final class Scanner extends TreePathScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    Scanner(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      if (getCurrentPath().getParentPath().getLeaf() == unit) {
        TYPES
            .computeIfAbsent(type.getSimpleName().toString(), name -> new ArrayList<>())
            .add(unit.getPackageName().toString());
      }
      return super.visitClass(type, nothing);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      LineMap lines = unit.getLineMap();
      long start = positions.getStartPosition(unit, method);
      long end = positions.getEndPosition(unit, method);
      // A record's own constructor stands nowhere in the source.
      long length = end < 0 ? 0 : lines.getLineNumber(end) - lines.getLineNumber(start) + 1;
      if (length > LONGEST_METHOD) {
        LONG_METHODS.add(
            Module.root().relativize(Path.of(unit.getSourceFile().toUri()))
                + "#"
                + method.getName()
                + ": "
                + length);
      }
      return super.visitMethod(method, nothing);
    }
  }
}
