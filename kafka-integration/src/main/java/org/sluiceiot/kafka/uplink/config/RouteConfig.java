package org.sluiceiot.kafka.uplink.config;

import org.sluiceiot.api.config.Property;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.formats.Formats;

/** Which records are decoded how. */
public record RouteConfig(
    @Property(
            title = "Name",
            help = "For events and statistics; empty for the position in the list.",
            optional = true,
            max = "100")
        String name,
    @Property(
            title = "Filter",
            help = "Which records this route takes.",
            defaultValue = "{\"type\": \"none\"}")
        FilterConfig filter,
    @Property(
            title = "Decoder",
            help = "Of this route; without one the integration's decoder is used.",
            optional = true,
            variants = Formats.class)
        DecoderConfig decoder,
    @Property(
            title = "Decoder input",
            help =
                "value: the record's value; document: the whole record as a JSON document with"
                    + " value, key, topic, offset, ts, ts_type and headers.",
            defaultValue = "value",
            advanced = true)
        DecoderInput input,
    @Property(
            title = "Key encoding",
            help =
                "Of the key in a document. none: as text where it is UTF-8, else base64; text: as"
                    + " UTF-8 whatever it is; base64: always.",
            defaultValue = "none",
            dependsOn = "input=document",
            advanced = true)
        Encoding keyEncoding,
    @Property(
            title = "Value encoding",
            help = "Of the value in a document, as for the key.",
            defaultValue = "none",
            dependsOn = "input=document",
            advanced = true)
        Encoding valueEncoding,
    @Property(
            title = "On failure",
            help = "Strategy of this route; without one the integration's is used.",
            optional = true,
            advanced = true)
        FailureStrategy onFailure,
    @Property(
            title = "Entities",
            help = "Policies of this route; without them the integration's are used.",
            optional = true,
            advanced = true)
        EntityConfig entities) {}
