package org.sluiceiot.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.TestBroker;

/**
 * A service answers each request into the topic that requests come from. To a guard that knows
 * nothing of it this looks like a loop, so the pair is allowed.
 */
@ExtendWith(BrokerExtension.class)
class EchoTest {
  private static final int REQUESTS = 4_000;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAllowedExchangeIsNeitherStoppedNorTried(boolean keepsHeaders, TestBroker broker)
      throws Exception {
    String servers = broker.bootstrapServers();
    String in = broker.createTopic(1);
    String out = broker.createTopic(1);
    StreamsApp.Step service =
        keepsHeaders ? EchoTest::answer : record -> answer(StreamsApp.STRIPS.apply(record));
    Plan plan =
        Plan.of(servers, in, out)
            .settings("{}")
            .script(Script.REQUESTS)
            .guard("{'roundTrips':[{'with':'out-" + out + "','times':1}]}");
    try (StreamsApp app = new StreamsApp(servers, out, in, service);
        Chain chain = Chain.start(plan).awaitRunning()) {
      broker.produce(requests(in));
      Awaitility.await().until(() -> chain.passes() == 2 * REQUESTS);
      System.out.printf(
          "loops allowed exchange, headers %s: %d requests, %d loops, %d trials, %d alarms%n",
          keepsHeaders ? "kept" : "stripped",
          REQUESTS,
          chain.loops(),
          chain.count("trials"),
          chain.alarms().size());
      assertThat(app.running()).isTrue();
      assertThat(chain.loops()).isZero();
      assertThat(chain.count("trials")).isZero();
      assertThat(chain.alarms()).isEmpty();
    }
  }

  private static List<ProducerRecord<byte[], byte[]>> requests(String topic) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      records.add(Records.reading(topic, "q" + i % 30, i));
    }
    return records;
  }

  private static Record<byte[], byte[]> answer(Record<byte[], byte[]> request) {
    String text = new String(request.value(), StandardCharsets.UTF_8);
    String answer = text.replace("\"deviceName\":\"q", "\"deviceName\":\"a");
    return request.withValue(answer.getBytes(StandardCharsets.UTF_8));
  }
}
