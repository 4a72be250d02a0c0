package org.sluiceiot.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluiceiot.docs.Markdown.Code;

/** Looks up the words of a documented command: programs, subcommands, options, modules, routes. */
final class CommandWords {
  private static final Pattern COMMAND =
      Pattern.compile("(\\./sluice|sluice|mvn|npm|curl|tests/bench|\\.ci/run) .*");
  private static final Pattern ROUTE = Pattern.compile("/api/[\\w{}/.-]*");

  /** Programs of every machine, of which nothing can be looked up here. */
  private static final Set<String> COMMON = Set.of("cd", "cp", "git", "docker", "sudo", "jq");

  private final Map<String, String> help = new TreeMap<>();

  /** Commands of a block: all lines of {@code sh}, those behind a prompt of {@code console}. */
  static List<String> lines(Code block) {
    return switch (block.language()) {
      case "sh" -> block.text().lines().map(CommandWords::bare).filter(l -> !l.isEmpty()).toList();
      case "console" ->
          block
              .text()
              .lines()
              .filter(line -> line.startsWith("$ "))
              .map(line -> bare(line.substring(2)))
              .toList();
      default -> List.of();
    };
  }

  /** Whether code within a line is a command rather than the name of one. */
  static boolean isCommand(Code span) {
    return COMMAND.matcher(span.text()).matches();
  }

  private static String bare(String line) {
    return line.replaceFirst("(^|\\s)#.*", "").strip();
  }

  /** What is wrong with a command, or null. */
  String problem(String given) {
    String line = bare(given).replaceFirst("^\\w+=\\$\\((.*)\\)$", "$1");
    for (String part : line.split("\\s*(&&|\\|)\\s*(?![^']*'(?:[^']*'[^']*')*[^']*$)")) {
      String problem = ofOne(Arrays.asList(part.strip().split("\\s+")));
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private String ofOne(List<String> words) {
    List<String> rest = words.subList(1, words.size());
    return switch (words.get(0)) {
      case "./sluice", "sluice" -> sluice(rest);
      case "mvn" -> maven(rest);
      case "npm" -> npm(rest);
      case "curl" -> curl(String.join(" ", rest));
      case "tests/bench", ".ci/run" -> file(words);
      default -> COMMON.contains(words.get(0)) ? null : words.get(0) + " is not known here";
    };
  }

  /** The start script does one thing itself, before there is anything to start: the tests. */
  private static boolean ofTheScript(String command) {
    try {
      return Files.readString(Markdown.HOME.resolve("sluice")).contains("== " + command + " ]]");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String sluice(List<String> words) {
    if (words.isEmpty()) {
      return null;
    }
    String command = words.get(0);
    if (ofTheScript(command)) {
      return null; // what follows is Maven's
    }
    if (!command.startsWith("-") && !helpOf("").matches("(?s).*\\n  " + command + "\\b.*")) {
      return "there is no command '" + command + "'";
    }
    String known = helpOf(command.startsWith("-") ? "" : command);
    for (String word : words) {
      String option = word.replaceAll("[\\[\\]]", "").replaceFirst("=.*", "");
      if (option.startsWith("-") && !known.matches("(?s).*" + option + "(?![\\w-]).*")) {
        return option.equals("--help") ? null : "there is no option " + option;
      }
    }
    return null;
  }

  private String helpOf(String command) {
    return help.computeIfAbsent(
        command,
        name -> {
          try {
            List<String> asked = name.isEmpty() ? List.of("--help") : List.of(name, "--help");
            Distribution.Run run = Distribution.run(Markdown.HOME, asked);
            if (run.exitCode() != 0) {
              throw new AssertionError("sluice " + asked + " fails: " + run.output());
            }
            return run.output();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
          }
        });
  }

  private static String maven(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-pl")) {
        for (String module : words.get(i + 1).split(",")) {
          if (!Files.exists(Markdown.HOME.resolve(module).resolve("pom.xml"))) {
            return "there is no module " + module;
          }
        }
      } else if (word.startsWith("-P") && !profiles().contains("<id>" + word.substring(2) + "<")) {
        return "there is no profile " + word.substring(2);
      }
    }
    return null;
  }

  private static String profiles() {
    StringBuilder poms = new StringBuilder();
    Markdown.modules().forEach(folder -> poms.append(Markdown.read(folder.resolve("pom.xml"))));
    return poms.toString();
  }

  private static String npm(List<String> words) {
    String script = words.get(0).equals("run") ? words.get(1) : words.get(0);
    JsonNode page = json("platform/web/package.json");
    return page.path("scripts").has(script) ? null : "the page has no script '" + script + "'";
  }

  private static String curl(String words) {
    Matcher route = ROUTE.matcher(words);
    if (!route.find()) {
      return "it names no route of the host";
    }
    boolean known = json("docs/openapi/sluice.json").path("paths").has(route.group());
    return known ? null : "the host has no route " + route.group();
  }

  private static String file(List<String> words) {
    return Files.isExecutable(Markdown.HOME.resolve(words.get(0))) ? null : "there is no such file";
  }

  private static JsonNode json(String path) {
    try {
      return new ObjectMapper().readTree(Markdown.HOME.resolve(path).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
