package org.sluiceiot.descriptors;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.config.DataSize;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.api.config.Variants;

/** A configuration with every kind of property. */
record Sample(
    @Property(title = "Name", help = "Its name.", min = "2", max = "9", pattern = "[a-z]+")
        String name,
    @Property(title = "Mode", help = "How.", defaultValue = "FAST_LANE") Mode mode,
    @Property(
            title = "Pause",
            help = "How long.",
            defaultValue = "5s",
            min = "1s",
            max = "1m",
            dependsOn = "mode=fast-lane")
        Duration pause,
    @Property(title = "Size", help = "How big.", defaultValue = "16KiB", advanced = true)
        DataSize size,
    @Property(title = "Rate", help = "How many.", defaultValue = "7", min = "1", unit = "records/s")
        int rate,
    @Property(title = "Password", help = "Hidden.", optional = true, group = "Security")
        Secret password,
    @Property(title = "Script", help = "Code.", optional = true, editor = Property.Editor.SCRIPT)
        String script,
    @Property(title = "Topics", help = "Which.", min = "1") List<String> topics,
    @Property(title = "Pairs", help = "More.", defaultValue = "{}") Map<String, String> pairs,
    @Property(title = "Shape", help = "What.", defaultValue = "{\"type\":\"circle\"}") Shape shape,
    @Property(title = "Frame", help = "Always round.", optional = true) Circle frame,
    @Property(title = "Anything", help = "Free.", optional = true) JsonNode anything) {

  enum Mode {
    FAST_LANE,
    SLOW
  }

  @Variants({Circle.class, Group.class})
  interface Shape {}

  @Variant(value = "circle", title = "Circle")
  record Circle(@Property(title = "Radius", help = "In mm.", defaultValue = "1.5") double radius)
      implements Shape {}

  /** Holds its own kind. */
  @Variant(value = "group", title = "Group")
  record Group(@Property(title = "Members", help = "Inside.") List<Shape> members)
      implements Shape {}
}
