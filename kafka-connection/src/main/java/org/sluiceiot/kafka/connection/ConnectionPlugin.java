package org.sluiceiot.kafka.connection;

import java.util.List;
import java.util.Optional;
import org.sluiceiot.api.plugin.Command;
import org.sluiceiot.api.plugin.SluicePlugin;

/** Gives hosts the record of the operator's settings and the command {@code check}. */
public final class ConnectionPlugin implements SluicePlugin {
  @Override
  public Optional<Class<? extends Record>> settings() {
    return Optional.of(KafkaSettings.class);
  }

  @Override
  public List<Command> commands() {
    return List.of(new CheckCommand());
  }
}
