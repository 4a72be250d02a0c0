package org.sluiceiot.platform.telemetry;

/**
 * One value of one key at one moment.
 *
 * @param entity number of the entity
 * @param key name of the key
 * @param ts milliseconds since 1970
 * @param value Long, Double, Boolean, String or JsonNode
 */
public record Point(long entity, String key, long ts, Object value) {}
