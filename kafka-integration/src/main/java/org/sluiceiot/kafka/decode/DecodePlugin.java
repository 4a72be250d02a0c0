package org.sluiceiot.kafka.decode;

import java.util.List;
import org.sluiceiot.api.plugin.Command;
import org.sluiceiot.api.plugin.SluicePlugin;
import org.sluiceiot.kafka.decode.cli.DecodeCommand;

/** Announces the command {@code decode}. */
public final class DecodePlugin implements SluicePlugin {
  @Override
  public List<Command> commands() {
    return List.of(new DecodeCommand());
  }
}
