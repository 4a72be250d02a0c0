package org.sluiceiot.platform.plugin;

import org.sluiceiot.api.plugin.IntegrationType;

/** An integration type and the plugin that it comes from. */
public record IntegrationChoice(IntegrationType type, LoadedPlugin plugin) {}
