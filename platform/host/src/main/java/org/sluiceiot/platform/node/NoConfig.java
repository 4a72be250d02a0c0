package org.sluiceiot.platform.node;

/** Configuration of nodes that have nothing to configure. */
public record NoConfig() {}
