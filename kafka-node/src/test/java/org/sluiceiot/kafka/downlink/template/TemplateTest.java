package org.sluiceiot.kafka.downlink.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.kafka.downlink.Messages;

class TemplateTest {
  private static final RuleMessage MESSAGE =
      Messages.telemetry(
          "{\"a\":{\"b\":1.5,\"n\":null},\"rows\":[{\"v\":\"x\"},{\"v\":\"y\"}],\"t\":true,\"\":1}",
          "deviceName",
          "Door 1",
          "deviceType",
          "door",
          "empty",
          "",
          "kafka.in.topic",
          "src");

  private static String render(String template) {
    return Template.compile(template).render(new MessageView(MESSAGE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain|plain",
        "${deviceName}|Door 1",
        "a-${deviceType}-b-$[t]|a-door-b-true",
        "$[a.b]|1.5",
        "$[rows[1].v]|y",
        "$[rows.0.v]|x",
        "$[a]|{\"b\":1.5,\"n\":null}",
        "$[rows]|[{\"v\":\"x\"},{\"v\":\"y\"}]",
        "[${empty}]|[]",
        "${nothing:-else}|else",
        "[${nothing:-}]|[]",
        "${nothing:-a:-b}|a:-b",
        "${deviceName:-else}|Door 1",
        "$[a.n:-none]|none",
        "$[a.b.c:-none]|none",
        "$[rows[7].v:-none]|none",
        "$[rows.v:-none]|none",
        "${@originator.id}|11111111-2222-3333-4444-555555555555",
        "${@originator.type}|DEVICE",
        "${@device.name}/${@device.type}|Door 1/door",
        "${@message.type}|POST_TELEMETRY_REQUEST",
        "${@time}|1795215909123",
        "${@time:yyyy/MM/dd/HH}|2026/11/20/23",
        "$${deviceName}|${deviceName}",
        "$$[t]|$[t]",
        "$|$",
        "a$b}|a$b}",
        "$$|$$"
      })
  void renders(String template, String expected) {
    assertThat(render(template)).isEqualTo(expected);
  }

  @Test
  void wholeDataAndWholeMetadata() {
    assertThat(render("$[*]")).isEqualTo(MESSAGE.data());
    assertThat(Messages.json(render("${*}").replace('"', '\'')).get("deviceName").asText())
        .isEqualTo("Door 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${nothing}", "$[nothing]", "$[a.n]", "$[a.b.c]", "$[rows[2].v]"})
  void aMissingFieldIsNamedAndNeverStaysLiteral(String template) {
    assertThatThrownBy(() -> render("x-" + template))
        .isInstanceOf(UnresolvedFieldException.class)
        .hasMessageContaining(template);
  }

  @Test
  void dataThatIsNotJsonHasNoFields() {
    MessageView view = new MessageView(Messages.telemetry("not json"));
    assertThat(Template.compile("$[a:-none]").render(view)).isEqualTo("none");
    assertThat(Template.compile("$[*]").render(view)).isEqualTo("not json");
    assertThat(Template.compile("$[a:-none]").render(new MessageView(Messages.telemetry(""))))
        .isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"${open", "$[open", "${}", "$[]", "$[a..b]", "${@nope}", "${@time:bbb}", "${ }"})
  void aWrongTemplateIsRefusedWhenCompiled(String template) {
    assertThatThrownBy(() -> Template.compile(template))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("Exception");
  }

  @Test
  void literalsAreWhatTheLoopGuardSees() {
    assertThat(Template.compile("a").literals()).isEqualTo(List.of("a"));
    assertThat(Template.compile("a.${x}.b").literals()).isEqualTo(List.of("a.", ".b"));
    assertThat(Template.compile("${x}${y}").literals()).isEqualTo(List.of("", "", ""));
    assertThat(Template.compile("$${x}").literals()).isEqualTo(List.of("${x}"));
    assertThat(Template.compile("${x:-d}").literals()).isEqualTo(List.of("", ""));
  }

  @Test
  void inboundFieldsAreFound() {
    assertThat(Template.compile("${kafka.in.topic}-${*}-${topic}-$[*]").inboundFields())
        .isEqualTo(List.of("${kafka.in.topic}", "${*}"));
    assertThat(Template.compile("${deviceName}").inboundFields()).isEmpty();
  }

  /** What a template cannot see: a script may copy inbound metadata to another name first. */
  @Test
  void blindSpotRenamedInboundMetadataIsNotRecognised() {
    assertThat(Template.compile("${copyOfInboundTopic}").inboundFields()).isEmpty();
  }
}
