package org.sluiceiot.api.plugin;

import java.util.function.Supplier;
import org.sluiceiot.api.integration.Integration;

/**
 * A kind of integration.
 *
 * @param type unique and stable, such as {@code kafka-uplink}; also names the form description
 *     {@code descriptors/<type>.json} in the plugin jar
 * @param name for people
 * @param description one sentence
 * @param version of the configuration; starts at 1
 * @param config the record that declares the configuration
 * @param factory makes one instance per integration and configuration
 */
public record IntegrationType(
    String type,
    String name,
    String description,
    int version,
    Class<? extends Record> config,
    Supplier<Integration> factory) {}
