package org.sluiceiot.kafka.decode.cli;

import java.util.List;
import org.sluiceiot.api.plugin.Command;
import org.sluiceiot.api.plugin.SluicePlugin;

/** Announces the command {@code decode}. */
public final class DecodePlugin implements SluicePlugin {
  @Override
  public List<Command> commands() {
    return List.of(new DecodeCommand());
  }
}
