package org.sluiceiot.platform.node;

import java.time.Duration;
import org.sluiceiot.api.config.Property;

/** Configuration of nodes that run a script. */
public record ScriptConfig(
    @Property(
            title = "Script",
            help = "Body of a JavaScript function of msg, metadata and msgType; ends with return.",
            editor = Property.Editor.SCRIPT,
            min = "1",
            max = "100000")
        String script,
    @Property(
            title = "Time limit",
            help = "A run that takes longer is stopped and counts as a failure of its message.",
            defaultValue = "100ms",
            min = "1ms",
            max = "1s",
            advanced = true)
        Duration timeLimit) {}
