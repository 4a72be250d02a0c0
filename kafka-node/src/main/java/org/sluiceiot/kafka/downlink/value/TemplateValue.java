package org.sluiceiot.kafka.downlink.value;

import java.nio.charset.StandardCharsets;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.kafka.downlink.template.Template;

/** A text with fields of the message in it. */
@Variant(value = "template", title = "Template")
public record TemplateValue(
    @Property(
            title = "Template",
            help = "Text with ${metadata} and $[data] fields.",
            max = "65536",
            editor = Property.Editor.MULTILINE)
        String template,
    @Property(
            title = "Escape",
            help =
                "How fields are written. auto: so that a template that is JSON stays JSON (escaped"
                    + " between quotes, as JSON values elsewhere), as they are in any other; json:"
                    + " a template that is not JSON is refused; none: as they are.",
            defaultValue = "auto",
            advanced = true)
        Escaping escape)
    implements ValueConfig {
  @Override
  public ValueWriter compile(Owner self) {
    Template compiled = escape.compile(template);
    return view -> compiled.render(view).getBytes(StandardCharsets.UTF_8);
  }
}
