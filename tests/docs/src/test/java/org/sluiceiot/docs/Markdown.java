package org.sluiceiot.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the documentation shows to be typed: fenced blocks, and code within a line. */
final class Markdown {
  /** The repository. */
  static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();

  private static final Pattern FENCE = Pattern.compile("^( *)(`{3,}|~{3,})\\s*(.*?)\\s*$");
  private static final Pattern MODULE = Pattern.compile("<module>(.*?)</module>");
  private static final Pattern SPAN = Pattern.compile("(?<!`)`([^`]+)`(?!`)");

  /**
   * A piece of code.
   *
   * @param place file and line, for messages
   * @param info what stands behind the opening fence, such as {@code json kafka-uplink}; of code
   *     within a line it is empty
   */
  record Code(String place, String info, String text) {
    /** The first word of {@link #info}. */
    String language() {
      return info.split("\\s+", 2)[0];
    }

    /** The other words of {@link #info}: what a block of JSON is an example of. */
    List<String> kinds() {
      return Stream.of(info.split("\\s+")).skip(1).toList();
    }
  }

  private Markdown() {}

  /** The READMEs, CONTRIBUTING and every page of docs that is neither generated nor a decision. */
  static List<Path> files() {
    List<Path> files = new ArrayList<>(List.of(HOME.resolve("CONTRIBUTING.md")));
    files.addAll(readmes());
    try (Stream<Path> docs = Files.walk(HOME.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.startsWith(HOME.resolve("docs/adr")))
          .filter(file -> !file.startsWith(HOME.resolve("docs/reference")))
          .sorted()
          .forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** Of the repository, of its modules and of the folders that hold them. */
  private static List<Path> readmes() {
    Set<Path> folders = new TreeSet<>(modules());
    modules().stream().skip(1).map(Path::getParent).forEach(folders::add);
    return folders.stream().map(f -> f.resolve("README.md")).filter(Files::exists).toList();
  }

  /** Folders of the modules, the repository first. */
  static List<Path> modules() {
    List<Path> modules = new ArrayList<>(List.of(HOME));
    Matcher module = MODULE.matcher(read(HOME.resolve("pom.xml")));
    while (module.find()) {
      modules.add(HOME.resolve(module.group(1)));
    }
    return modules;
  }

  static List<Code> blocks() {
    return files().stream().flatMap(file -> blocks(name(file), read(file)).stream()).toList();
  }

  static List<Code> spans() {
    return files().stream().flatMap(file -> spans(name(file), read(file)).stream()).toList();
  }

  static List<Code> blocks(String name, String text) {
    List<Code> found = new ArrayList<>();
    String fence = null;
    Code open = null;
    StringBuilder body = new StringBuilder();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      Matcher matcher = FENCE.matcher(line);
      if (fence == null && matcher.matches()) {
        fence = matcher.group(2);
        open = new Code(name + ":" + number, matcher.group(3), "");
        body.setLength(0);
      } else if (fence != null && line.strip().equals(fence)) {
        found.add(new Code(open.place(), open.info(), body.toString()));
        fence = null;
      } else if (fence != null) {
        body.append(line).append('\n');
      }
    }
    if (fence != null) {
      throw new AssertionError(open.place() + ": the block is not closed");
    }
    return found;
  }

  static List<Code> spans(String name, String text) {
    List<Code> found = new ArrayList<>();
    boolean fenced = false;
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (FENCE.matcher(line).matches()) {
        fenced = !fenced;
      }
      Matcher matcher = SPAN.matcher(line);
      while (!fenced && matcher.find()) {
        found.add(new Code(name + ":" + number, "", matcher.group(1)));
      }
    }
    return found;
  }

  private static String name(Path file) {
    return HOME.relativize(file).toString();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
