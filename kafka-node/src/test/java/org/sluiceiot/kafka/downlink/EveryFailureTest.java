package org.sluiceiot.kafka.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.api.message.EntityId;
import org.sluiceiot.api.message.Metadata;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.kafka.downlink.send.ProducerPool;
import org.sluiceiot.kafka.guard.LoopGuard;

/**
 * Messages that throw where they are read, and a host that throws wherever it is called, of every
 * kind there is: each message has exactly one outcome, told in words for users, and the node goes
 * on.
 */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class EveryFailureTest {
  private static final int MESSAGES = 1_500;
  private static final Pattern INTERNALS =
      Pattern.compile("(java|org|com|io)[./][a-z]+[./]|Exception|Error\\b|^null|record\\(s\\)");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'buffer':{'type':'memory'}",
        "'buffer':{'type':'disk'}",
        "'buffer':{'type':'hybrid','memoryRecords':20}",
        "'sending':{'maxRecordSize':'1KiB'},'fallback':{'topic':'FALLBACK'}",
      })
  void everyMessageHasOneOutcomeInWordsWhateverIsThrown(String more, TestBroker broker)
      throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String topic = broker.createTopic(2);
    String fallback = broker.createTopic(1);
    HostileContext context = new HostileContext(new FakeHost().directory(directory), seed);
    KafkaDownlink node = new KafkaDownlink(new ProducerPool(), new LoopGuard());
    String value =
        "'key':'${k:-none}','headers':{'fixed':[{'name':'h','value':'${h:-$[a.b:-x]}'}]},"
            + "'value':{'type':'mapped_json','mapping':{'s':'sum(data.n)','t':'data.t'}},";
    node.init(
        context,
        Messages.config(
            broker.bootstrapServers(), topic, value + more.replace("FALLBACK", fallback)));
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try {
      context.hostile(true);
      for (int i = 0; i < MESSAGES; i++) {
        try {
          node.onMessage(message(random, context));
        } catch (Throwable e) {
          // Broad: exactly this is what is tested.
          thrown.compareAndSet(null, e);
        }
      }
      context.await(MESSAGES, "seed " + seed);
      assertThat(thrown.get()).as("seed %d: thrown at the host", seed).isNull();
      assertThat(context.texts().keySet())
          .as("seed %d", seed)
          .isNotEmpty()
          .noneMatch(text -> INTERNALS.matcher(text).find());
      context.hostile(false);
      List<RuleMessage> good = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        good.add(Messages.telemetry("{\"n\":[1]}"));
        node.onMessage(good.get(i));
      }
      context.await(MESSAGES + 10, "seed " + seed);
      assertThat(good).as("seed %d", seed).allMatch(each -> context.of(each).equals("Success"));
    } finally {
      node.destroy();
    }
  }

  private static RuleMessage message(Random random, HostileContext context) {
    Map<String, String> metadata =
        random.nextInt(3) == 0
            ? Metadata.of(Map.of("h", "v"), () -> thrown(context))
            : Map.of("k", "v" + random.nextInt(9));
    return new RuleMessage(
        UUID.randomUUID(),
        RuleMessage.POST_TELEMETRY,
        new EntityId(EntityId.DEVICE, UUID.randomUUID()),
        metadata,
        data(random),
        random.nextInt(20) == 0 ? Instant.MAX : Instant.now());
  }

  private static Map<String, String> thrown(HostileContext context) {
    context.<RuntimeException>fail();
    return Map.of();
  }

  private static String data(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> "{\"n\":[\"a\",true,null]}";
      case 1 -> "not json";
      case 2 -> "[".repeat(900) + "]".repeat(900);
      case 3 -> "{\"n\":[1],\"t\":\"" + "x".repeat(2_000) + "\"}";
      default -> "{\"n\":[1,2]}";
    };
  }
}
