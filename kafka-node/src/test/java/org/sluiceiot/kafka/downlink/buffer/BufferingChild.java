package org.sluiceiot.kafka.downlink.buffer;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.FakeObserver;
import org.sluiceiot.kafka.downlink.KafkaDownlink;
import org.sluiceiot.kafka.downlink.Messages;

/** A process that stores messages without end and tells which ones, until it is killed. */
public final class BufferingChild {
  private static final int SOONER_OR_LATER = 1_000_000;

  private BufferingChild() {}

  /**
   * Arguments: directory, bootstrap servers, topic, first number. From a first number above zero on
   * it writes steadily, a few dozen a second, else as fast as it can.
   */
  public static void main(String[] arguments) throws ConfigException {
    Host host = new FakeHost().directory(Path.of(arguments[0]));
    KafkaDownlink node = new KafkaDownlink();
    String more = "'key':'k','buffer':{'type':'disk'}";
    node.init(new Printing(host), Messages.config(arguments[1], arguments[2], more));
    int first = Integer.parseInt(arguments[3]);
    for (int i = 0; i < SOONER_OR_LATER; i++) {
      node.onMessage(Messages.telemetry(Integer.toString(first + i)));
      if (first > 0) {
        LockSupport.parkNanos(15_000_000);
      }
    }
  }

  private record Printing(Host host) implements RuleNodeContext {
    private static final Owner SELF = FakeHost.owner("child");
    private static final FakeObserver OBSERVER = new FakeObserver();

    @Override
    public Owner self() {
      return SELF;
    }

    @Override
    public void complete(RuleMessage message, String relation) {
      System.out.println("stored " + message.data());
    }

    @Override
    public void fail(RuleMessage message, Throwable cause) {
      System.out.println("failed " + message.data());
    }

    @Override
    public Observer observer() {
      return OBSERVER;
    }
  }
}
