package org.sluiceiot.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One benchmark of this version against the same of an older one, in one run: {@code compare NAME
 * --old DIR [--turns N] [ARGUMENT ...]}. Processes of both take turns, first the one, then the
 * other; for every figure that both print, the ratio new to old of each turn is taken, and their
 * median and spread are printed. {@code DIR} is a checkout in which {@code tests/benchmarks} was
 * packaged.
 */
public final class CompareBenchmark {
  private static final Pattern FIGURE = Pattern.compile("(\\S+) figure=([0-9][0-9.,]*).*");
  private static final String CLASSES = "tests/benchmarks/target/classes";
  private static final String CLASS_PATH = "tests/benchmarks/target/class-path.txt";

  private final String main;
  private final List<String> arguments;
  private final Path here = Path.of("").toAbsolutePath();
  private final Path old;

  private CompareBenchmark(String name, Path old, List<String> arguments) {
    // Rates of decoders are printed by a program that an older version need not have.
    String type = name.equals("decoders") ? "DecoderRates" : capital(name) + "Benchmark";
    this.main = "org.sluiceiot.bench." + type;
    this.old = old;
    this.arguments = arguments;
  }

  private static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  public static void main(String[] given) throws Exception {
    List<String> arguments = new ArrayList<>(Arrays.asList(given));
    String old = option(arguments, "--old", null);
    int turns = Integer.parseInt(option(arguments, "--turns", "7"));
    if (arguments.isEmpty() || old == null || turns < 1) {
      System.err.println("usage: tests/bench compare NAME --old DIR [--turns N] [ARGUMENT ...]");
      System.exit(2);
    }
    String name = arguments.remove(0);
    Path folder = Path.of(old).toAbsolutePath();
    if (!Files.exists(folder.resolve(CLASS_PATH))) {
      System.err.println(
          folder.resolve(CLASS_PATH) + " is missing; package tests/benchmarks there first");
      System.exit(2);
    }
    new CompareBenchmark(name, folder, arguments).run(turns);
  }

  private static String option(List<String> arguments, String name, String otherwise) {
    int at = arguments.indexOf(name);
    if (at < 0 || at + 1 == arguments.size()) {
      return otherwise;
    }
    arguments.remove(at);
    return arguments.remove(at);
  }

  private void run(int turns) throws Exception {
    Map<String, List<double[]>> figures = new LinkedHashMap<>();
    for (int turn = 1; turn <= turns; turn++) {
      boolean oldFirst = turn % 2 == 1;
      Map<String, Double> first = figures(oldFirst, turn);
      Map<String, Double> second = figures(!oldFirst, turn);
      Map<String, Double> before = oldFirst ? first : second;
      Map<String, Double> now = oldFirst ? second : first;
      now.forEach(
          (name, value) -> {
            if (before.containsKey(name)) {
              figures
                  .computeIfAbsent(name, none -> new ArrayList<>())
                  .add(new double[] {before.get(name), value});
            }
          });
    }
    System.out.printf("%n%-40s %14s %14s%n", "median of " + turns, "old", "new");
    figures.forEach(
        (name, pairs) ->
            System.out.printf(
                Locale.ROOT, "%-40s %14.3f %14.3f%n", name, median(pairs, 0), median(pairs, 1)));
    figures.forEach(CompareBenchmark::print);
  }

  private static double median(List<double[]> pairs, int side) {
    double[] sorted = pairs.stream().mapToDouble(pair -> pair[side]).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static void print(String name, List<double[]> pairs) {
    double[] ratios = pairs.stream().mapToDouble(pair -> pair[1] / pair[0]).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%s-RATIO figure=%.3f goal=0.9 (new to old; %.3f to %.3f in %d turns)%n",
        name,
        ratios[ratios.length / 2],
        ratios[0],
        ratios[ratios.length - 1],
        ratios.length);
  }

  /** What a process of one version prints. */
  private Map<String, Double> figures(boolean before, int turn) throws Exception {
    Path root = before ? old : here;
    boolean own = Files.exists(root.resolve(CLASSES).resolve(main.replace('.', '/') + ".class"));
    String classPath =
        (own ? root : here).resolve(CLASSES)
            + File.pathSeparator
            + Files.readString(root.resolve(CLASS_PATH)).strip();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("sluice.bench.jvm", "-Xmx2g").split(" ")));
    command.add("-Dsluice.broker.lib=" + System.getProperty("sluice.broker.lib"));
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<String, Double> figures = new LinkedHashMap<>();
    try (var lines = process.inputReader()) {
      lines.lines().forEach(line -> read(line, (before ? "old " : "new ") + turn, figures));
    }
    if (process.waitFor() != 0) {
      throw new IOException("a turn ended with " + process.exitValue() + ": " + command);
    }
    return figures;
  }

  private static void read(String line, String turn, Map<String, Double> figures) {
    System.out.println(turn + ": " + line);
    Matcher figure = FIGURE.matcher(line);
    if (figure.matches()) {
      figures.put(figure.group(1), Double.parseDouble(figure.group(2).replace(",", "")));
    }
  }
}
