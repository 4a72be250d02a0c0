package org.sluiceiot.platform.demo;

import java.util.Map;

/**
 * What one device says at one moment.
 *
 * @param values numbers and texts by key; never empty
 */
record Reading(String device, String type, Map<String, Object> values) {}
