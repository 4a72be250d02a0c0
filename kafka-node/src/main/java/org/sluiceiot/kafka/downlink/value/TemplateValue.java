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
        String template)
    implements ValueConfig {
  @Override
  public ValueWriter compile(Owner self) {
    Template compiled = Template.compile(template);
    return view -> compiled.render(view).getBytes(StandardCharsets.UTF_8);
  }
}
