package org.sluiceiot.platform.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.plugin.NodeType;
import org.sluiceiot.descriptors.Described;
import org.sluiceiot.descriptors.Descriptors;

public class ConfigRulesTest {
  @TempDir Path folder;

  private final ConfigRules rules = new ConfigRules();

  public enum Kind {
    SASL_SSL,
    PLAIN
  }

  public record Config(
      @Property(title = "Kind", help = "Which.", defaultValue = "PLAIN") Kind kind,
      @Property(title = "Text", help = "Any.", min = "1") String text) {}

  private static final NodeType TYPE =
      new NodeType("t", "T", "T.", 2, Config.class, List.of("Success"), () -> null);

  @Test
  void oneProblemPerPropertyInTheReadersWords() throws Exception {
    assertThat(problems(choice(own()), "{\"kind\":\"x\",\"typo\":1}"))
        .extracting(Problem::path)
        .containsExactlyInAnyOrder("kind", "text", "typo");
    assertThat(problems(choice(own()), "{\"text\":1}"))
        .containsExactly(new Problem("text", "must be a text", ""));
  }

  @Test
  void spellingsThatTheReaderTakesAreTaken() throws Exception {
    NodeChoice choice = choice(own());
    var json = new ObjectMapper().readTree("{\"kind\":\"SASL_SSL\",\"text\":\"a\"}");
    assertThatCode(() -> rules.require(choice, json)).doesNotThrowAnyException();
  }

  @Test
  void whatOnlyTheDescriptionForbidsIsAProblemOfItsField() throws Exception {
    String stricter = own().replace("\"minLength\":1", "\"minLength\":3");
    assertThat(problems(choice(stricter), "{\"text\":\"ab\"}"))
        .extracting(Problem::path)
        .containsExactly("text");
  }

  @Test
  void aDescriptionOfAnotherVersionIsRefused() throws Exception {
    String older = own().replace("\"x-version\":2", "\"x-version\":1");
    assertThat(problems(choice(older), "{\"text\":\"ab\"}"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.text()).contains("version 1", "version 2"));
    String newer = own().replace("\"x-format\":1", "\"x-format\":99");
    assertThat(problems(choice(newer), "{\"text\":\"ab\"}"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.text()).contains("newer format"));
  }

  private List<Problem> problems(NodeChoice choice, String json) throws Exception {
    var config = new ObjectMapper().readTree(json);
    return catchThrowableOfType(
            ConfigException.class, () -> new ConfigRules().require(choice, config))
        .problems();
  }

  private static String own() {
    return Descriptors.describe(Described.of(TYPE)).toString();
  }

  /** A choice of a plugin whose jar holds this description. */
  private NodeChoice choice(String descriptor) throws Exception {
    Path descriptors = Files.createDirectories(folder.resolve("descriptors"));
    Files.write(descriptors.resolve("t.json"), descriptor.getBytes(StandardCharsets.UTF_8));
    URL[] path = {folder.toUri().toURL()};
    return new NodeChoice(
        TYPE, new LoadedPlugin("p", "1", "", new URLClassLoader(path, null), List.of()));
  }
}
