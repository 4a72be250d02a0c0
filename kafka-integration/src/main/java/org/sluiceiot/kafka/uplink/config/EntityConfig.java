package org.sluiceiot.kafka.uplink.config;

import java.time.Duration;
import java.util.List;
import org.sluiceiot.api.config.Property;

/** What may happen to devices and assets. */
public record EntityConfig(
    @Property(
            title = "Create",
            help = "Whether devices and assets that do not exist are created.",
            defaultValue = "true")
        boolean create,
    @Property(
            title = "Update only keys",
            help = "Keys that are written only when their value changed.",
            optional = true,
            max = "1000",
            advanced = true)
        List<String> updateOnlyKeys,
    @Property(
            title = "Name must equal",
            help =
                "key or header:NAME: a record that speaks of an entity with another name than its"
                    + " key or header says fails.",
            optional = true,
            pattern = "key|header:.{1,250}",
            advanced = true)
        String nameMustEqual,
    @Property(
            title = "Obey expiry",
            help =
                "Whether records older than their headers creation-time (milliseconds) and ttl"
                    + " (seconds) allow are skipped.",
            defaultValue = "true",
            advanced = true)
        boolean obeyExpiry,
    @Property(
            title = "Time to live",
            help = "For records with a creation-time but no ttl header; empty for no limit.",
            optional = true,
            min = "1s",
            max = "3650d",
            advanced = true)
        Duration defaultTimeToLive,
    @Property(
            title = "Tombstones",
            help =
                "Records without a value, by which a compacted topic deletes. ignore: counted,"
                    + " nothing else; dead-letter: set aside; delete-attributes: the server"
                    + " attributes of the device or asset that the record's key, header or topic"
                    + " names are deleted, its telemetry never. With the decoder input 'document'"
                    + " they are decoded, since key and headers are there.",
            defaultValue = "ignore",
            advanced = true)
        TombstonePolicy tombstones,
    @Property(
            title = "Keys that tombstones delete",
            help = "Attributes that a tombstone deletes; empty for all server attributes.",
            optional = true,
            max = "1000",
            dependsOn = "tombstones=delete-attributes",
            advanced = true)
        List<String> tombstoneKeys) {}
