package org.sluiceiot.kafka.downlink.config;

import org.sluiceiot.api.config.Property;
import org.sluiceiot.kafka.downlink.value.TextEncoding;

/** One header of every record. */
public record HeaderConfig(
    @Property(title = "Name", help = "Name of the header; a template.", min = "1", max = "1024")
        String name,
    @Property(title = "Value", help = "Value of the header; a template.", max = "65536")
        String value,
    @Property(
            title = "Encoding",
            help = "How the value becomes bytes.",
            defaultValue = "text",
            advanced = true)
        TextEncoding encoding) {}
