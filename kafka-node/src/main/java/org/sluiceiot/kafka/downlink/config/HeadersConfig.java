package org.sluiceiot.kafka.downlink.config;

import java.util.List;
import org.sluiceiot.api.config.DataSize;
import org.sluiceiot.api.config.Property;

/** Headers of the records. */
public record HeadersConfig(
    @Property(
            title = "Headers",
            help = "Headers that every record gets.",
            defaultValue = "[]",
            max = "128")
        List<HeaderConfig> fixed,
    @Property(
            title = "All metadata",
            help = "Adds every metadata value of the message as a header.",
            defaultValue = "false")
        boolean metadata,
    @Property(
            title = "Prefix of metadata headers",
            help = "Stands before the name of each metadata header.",
            defaultValue = "tb_msg_md_",
            max = "64",
            dependsOn = "metadata=true")
        String metadataPrefix,
    @Property(
            title = "Headers from data",
            help =
                "A template that renders a JSON object, or a list of {\"key\":…,\"value\":…}, whose"
                    + " entries become headers.",
            optional = true,
            max = "4096",
            advanced = true)
        String from,
    @Property(
            title = "Character set",
            help = "Of header values that are text.",
            defaultValue = "UTF-8",
            max = "40",
            advanced = true)
        String charset,
    @Property(
            title = "Most headers",
            help = "A message that would need more fails.",
            defaultValue = "128",
            min = "1",
            max = "1024",
            advanced = true)
        int maxCount,
    @Property(
            title = "Most bytes in headers",
            help = "A message whose headers together are larger fails.",
            defaultValue = "64KiB",
            min = "1KiB",
            max = "1MiB",
            advanced = true)
        DataSize maxSize) {}
