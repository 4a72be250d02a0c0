package org.sluiceiot.platform.demo;

import java.nio.file.Path;
import java.time.Duration;

/**
 * @param devices simulated sensors
 * @param rate records per second of all of them
 * @param time null to run until told to end
 * @param port of the page; 0 for a free one
 * @param plugins directory of plugin jars
 */
public record DemoOptions(int devices, int rate, Duration time, int port, Path plugins) {}
