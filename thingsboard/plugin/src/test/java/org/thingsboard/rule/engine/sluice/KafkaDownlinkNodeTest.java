package org.thingsboard.rule.engine.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.host.State;
import org.sluiceiot.thingsboard.fake.FakeNode;
import org.sluiceiot.thingsboard.fake.FakeServer;
import org.sluiceiot.thingsboard.fake.Scripted;
import org.sluiceiot.thingsboard.runtime.Shared;
import org.thingsboard.rule.engine.api.TbNodeException;
import org.thingsboard.server.common.msg.TbMsg;

class KafkaDownlinkNodeTest {
  private static final JsonNode NO_CONFIGURATION = new ObjectMapper().createObjectNode();

  private final Scripted plugin = new Scripted();
  private final FakeServer server = new FakeServer();
  private final FakeNode ctx = server.node("to kafka");

  @AfterEach
  void end() {
    server.destroyNodes();
  }

  @Test
  void eachMessageGetsTheOutcomeThatTheNodeGives() throws Exception {
    plugin.onMessage =
        message -> plugin.context.complete(message.withMetadata(Map.of("offset", "7")), "Success");
    KafkaDownlinkNode node = start(plugin.shared());
    TbMsg msg = message();
    node.onMsg(ctx, msg);
    assertThat(ctx.told())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.relation()).isEqualTo("Success");
              assertThat(told.message().getId()).isEqualTo(msg.getId());
              assertThat(told.message().getData()).isEqualTo(msg.getData());
              assertThat(told.message().getMetaData().getData()).containsEntry("offset", "7");
            });
    assertThat(msg.getMetaData().getData()).isEmpty();
  }

  @Test
  void aLoopingMessageLeavesAlongLoop() throws Exception {
    plugin.onMessage = message -> plugin.context.complete(message, "Loop");
    start(plugin.shared()).onMsg(ctx, message());
    assertThat(ctx.told()).extracting(FakeNode.Told::relation).containsExactly("Loop");
  }

  @Test
  void anErrorOfTheServerDoesNotEndTheThreadThatTellsAnOutcome() throws Exception {
    ctx.chain(
        msg -> {
          throw new NoClassDefFoundError("somewhere");
        });
    Shared shared = plugin.shared();
    KafkaDownlinkNode node = start(shared);
    node.onMsg(ctx, message());
    assertThatCode(() -> plugin.context.complete(plugin.received.get(0), "Success"))
        .doesNotThrowAnyException();
    node.destroy();
    await().until(() -> shared.closer().size() == 0);
  }

  @Test
  void anErrorWhileAFailureIsToldDoesNotLeaveOnMsg() throws Exception {
    ctx.onFailure(
        () -> {
          throw new NoClassDefFoundError("somewhere");
        });
    KafkaDownlinkNode node = start(plugin.shared());
    assertThatCode(() -> node.onMsg(ctx, message().transform().originator(null).build()))
        .doesNotThrowAnyException();
    plugin.onMessage =
        message -> {
          throw new StackOverflowError();
        };
    assertThatCode(() -> node.onMsg(ctx, message())).doesNotThrowAnyException();
  }

  @Test
  void aSecondOutcomeIsIgnored() throws Exception {
    plugin.onMessage =
        message -> {
          plugin.context.complete(message, "Success");
          plugin.context.fail(message, new IllegalStateException("late"));
        };
    start(plugin.shared()).onMsg(ctx, message());
    assertThat(ctx.told()).extracting(FakeNode.Told::relation).containsExactly("Success");
  }

  @Test
  void twoCopiesOfOneMessageHaveAnOutcomeEach() throws Exception {
    KafkaDownlinkNode node = start(plugin.shared());
    TbMsg msg = message();
    node.onMsg(ctx, msg);
    node.onMsg(ctx, msg);
    plugin.received.forEach(message -> plugin.context.complete(message, "Success"));
    assertThat(ctx.toldCount()).isEqualTo(2);
  }

  @Test
  void anErrorInOnMsgBecomesAFailureBecauseItWouldEndTheNodeForGood() throws Exception {
    plugin.onMessage =
        message -> {
          throw new NoClassDefFoundError("somewhere");
        };
    KafkaDownlinkNode node = start(plugin.shared());
    node.onMsg(ctx, message());
    assertThat(ctx.told())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.relation()).isEqualTo("Failure");
              assertThat(told.cause()).isInstanceOf(NoClassDefFoundError.class);
            });
  }

  @Test
  void aMessageThatCannotBeReadFails() throws Exception {
    KafkaDownlinkNode node = start(plugin.shared());
    node.onMsg(ctx, message().transform().originator(null).build());
    assertThat(ctx.told()).extracting(FakeNode.Told::relation).containsExactly("Failure");
    assertThat(plugin.received).isEmpty();
  }

  @Test
  void withForceAckTheMessageIsAcknowledgedAndItsResultQueuedAnew() throws Exception {
    server.forceAck(true);
    plugin.onMessage = message -> plugin.context.complete(message, "Success");
    KafkaDownlinkNode node = start(plugin.shared());
    assertThat(plugin.context.host().durableQueue()).isFalse();
    node.onMsg(ctx, message());
    plugin.onMessage = message -> plugin.context.fail(message, new IllegalStateException("no"));
    node.onMsg(ctx, message());
    assertThat(ctx.told())
        .extracting(FakeNode.Told::relation)
        .containsExactly("ack", "queued:Success", "ack", "queued:Failure");
    for (int i = 0; i < 4; i += 2) {
      TbMsg queued = ctx.told().get(i + 1).message();
      assertThat(queued.getId()).isEqualTo(ctx.told().get(i).message().getId());
      // The acknowledged message is over for its queue: what becomes of the copy is no news there.
      assertThat(queued.getCallback()).isNotSameAs(ctx.told().get(i).message().getCallback());
    }
  }

  @Test
  void withoutForceAckTheQueueHoldsTheMessage() throws Exception {
    start(plugin.shared());
    assertThat(plugin.context.host().durableQueue()).isTrue();
  }

  @Test
  void destroyTwiceEndsOnceMore() throws Exception {
    Shared shared = plugin.shared();
    KafkaDownlinkNode node = start(shared);
    node.destroy();
    node.destroy();
    await().until(() -> shared.closer().size() == 0 && beans().isEmpty());
    assertThat(plugin.destroyed.get()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void destroyBeforeInitDoesNothing() {
    new KafkaDownlinkNode(plugin.shared()).destroy();
    assertThat(plugin.destroyed).hasValue(0);
  }

  @Test
  void anInitThatThrowsLeavesNothing() {
    plugin.init =
        (context, config) -> {
          throw new ConfigException("topic", "is bad", "write another");
        };
    Shared shared = plugin.shared();
    assertThatThrownBy(() -> start(shared))
        .isInstanceOfSatisfying(
            TbNodeException.class,
            e -> {
              assertThat(e).hasMessage("topic: is bad; write another");
              assertThat(e.isUnrecoverable()).isTrue();
            });
    await().until(() -> shared.closer().size() == 0 && beans().isEmpty());
    assertThat(plugin.destroyed.get()).isPositive();
  }

  @Test
  void anErrorInInitIsAnExceptionAndWhatMayPassIsTriedAgain() {
    plugin.init =
        (context, config) -> {
          throw new NoClassDefFoundError("somewhere");
        };
    assertThatThrownBy(() -> start(plugin.shared()))
        .isInstanceOfSatisfying(
            TbNodeException.class, e -> assertThat(e.isUnrecoverable()).isTrue());
    plugin.init =
        (context, config) -> {
          throw new IllegalStateException("busy");
        };
    assertThatThrownBy(() -> start(plugin.shared()))
        .isInstanceOfSatisfying(
            TbNodeException.class, e -> assertThat(e.isUnrecoverable()).isFalse());
  }

  @Test
  void unknownPropertiesAreIgnored() throws Exception {
    plugin.init =
        (context, config) -> {
          assertThat(config.topic()).isEqualTo("a");
          assertThat(config.part().size()).isEqualTo(2);
        };
    JsonNode given =
        new ObjectMapper()
            .readTree(
                """
                {"topic":"a","tpoic":"b","part":{"size":2,"colour":"red"},"x.y":{"z":[1]}}\
                """);
    ctx.start(new KafkaDownlinkNode(plugin.shared()), given);
    assertThat(plugin.context).isNotNull();
  }

  @Test
  void aRefusalKnownAtInitIsAnInitErrorForGood() {
    plugin.init = (context, config) -> context.observer().state(State.REFUSED, "data would circle");
    assertThatThrownBy(() -> start(plugin.shared()))
        .isInstanceOfSatisfying(
            TbNodeException.class,
            e -> {
              assertThat(e).hasMessage("data would circle");
              assertThat(e.isUnrecoverable()).isTrue();
            });
  }

  @Test
  void aRenamedNodeGoesOn() throws Exception {
    plugin.onMessage = message -> plugin.context.complete(message, "Success");
    KafkaDownlinkNode node = start(plugin.shared());
    ctx.getSelf().setName("renamed");
    node.onMsg(ctx, message());
    assertThat(ctx.told()).extracting(FakeNode.Told::relation).containsExactly("Success");
    assertThat(plugin.context.self().name()).isEqualTo("to kafka");
  }

  @Test
  void aTenantThatIsNotEnabledIsToldSo() throws Exception {
    UUID other = UUID.randomUUID();
    assertThatThrownBy(() -> start(plugin.shared(Map.of("SLUICE_TENANTS", other.toString()))))
        .isInstanceOfSatisfying(
            TbNodeException.class,
            e -> {
              assertThat(e)
                  .hasMessageContaining("not enabled for tenant " + server.tenant().getId())
                  .hasMessageContaining("SLUICE_TENANTS");
              assertThat(e.isUnrecoverable()).isTrue();
            });
    start(plugin.shared(Map.of("SLUICE_TENANTS", other + ", " + server.tenant().getId())));
    assertThat(plugin.context.self().tenant().id()).isEqualTo(server.tenant().getId());
  }

  private KafkaDownlinkNode start(Shared shared) throws TbNodeException {
    return ctx.start(new KafkaDownlinkNode(shared), NO_CONFIGURATION);
  }

  private TbMsg message() {
    return ctx.message(UUID.randomUUID(), "{\"t\":1}");
  }

  private Set<ObjectName> beans() throws Exception {
    return ManagementFactory.getPlatformMBeanServer()
        .queryNames(new ObjectName("org.sluiceiot:node=" + ctx.getSelfId().getId() + ",*"), null);
  }
}
