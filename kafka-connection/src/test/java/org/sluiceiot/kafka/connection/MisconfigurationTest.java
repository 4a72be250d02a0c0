package org.sluiceiot.kafka.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.SecureBroker;
import org.sluiceiot.fixtures.SecureBroker.Listener;
import org.sluiceiot.fixtures.SecureBrokerExtension;
import org.sluiceiot.fixtures.TestAuthority;
import org.sluiceiot.kafka.connection.check.CheckRequest;
import org.sluiceiot.kafka.connection.check.CheckRequest.TopicAccess;

/** What people get wrong, and the layer and the sentence that they get for it. */
@ExtendWith(SecureBrokerExtension.class)
class MisconfigurationTest {
  private static final String SERVERS = "bootstrapServers";
  private SecureBroker broker;
  private String topic;
  private String unseen;
  private String group;

  private record Case(
      String name,
      String layer,
      String sentence,
      ObjectNode json,
      CheckRequest request,
      String settings) {}

  private final List<Case> cases = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> givesTheLayerAndTheSentence(SecureBroker given) {
    broker = given;
    topic = broker.createTopic(1);
    unseen = broker.createTopic(1);
    group = SecureBroker.SCRAM_USER + "-group";
    String user = "User:" + SecureBroker.SCRAM_USER;
    broker.allow(user, ResourceType.TOPIC, topic, AclOperation.READ);
    addresses();
    protocols();
    certificates();
    logins();
    tokens();
    rights();
    assertThat(cases).hasSizeGreaterThanOrEqualTo(25);
    return cases.stream().map(one -> DynamicTest.dynamicTest(one.name(), () -> verify(one)));
  }

  private void verify(Case one) {
    FakeHost host = new FakeHost().settings(Connections.json(one.settings()));
    long begin = System.nanoTime();
    CheckReport report = Connections.clients(one.json(), host).check(one.request());
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    List<CheckReport.Step> failed =
        report.steps().stream()
            .filter(step -> step.outcome() == CheckReport.Outcome.FAILED)
            .toList();
    assertThat(failed).as(report.toString()).hasSize(1);
    assertThat(failed.get(0).layer()).as(report.toString()).isEqualTo(one.layer());
    assertThat(failed.get(0).text()).contains(one.sentence());
    assertThat(report.toString())
        .doesNotContain(SecureBroker.SCRAM_PASSWORD, SecureBroker.PLAIN_PASSWORD, "wr0ng-secret");
  }

  private void addresses() {
    add(
        "wrong port",
        "tcp",
        "nothing listens on localhost:1",
        Listener.SSL,
        json -> json.put(SERVERS, "localhost:1"));
    add(
        "unknown host",
        "dns",
        "'no-such-host.invalid' is not known",
        Listener.SSL,
        json -> json.put(SERVERS, "no-such-host.invalid:9092"));
    add(
        "not a Kafka broker",
        "tcp",
        "is not a Kafka broker",
        Listener.LOST,
        json ->
            json.put(
                SERVERS, "localhost:" + FixedAnswer.serve("HTTP/1.1 400 Bad Request\r\n\r\n")));
    add(
        "silent server",
        "tcp",
        "does not answer as a Kafka broker",
        Listener.LOST,
        json -> json.put(SERVERS, "localhost:" + FixedAnswer.serve("")));
    add(
        "unresolvable advertised listener",
        "cluster",
        "advertises a broker at no-such-host.invalid:9092",
        Listener.LOST,
        json -> {});
    addDenied(
        "denied address",
        "dns",
        "leads to an address range that the operator denies",
        Listener.SCRAM,
        "{'addresses':{'deniedRanges':['127.0.0.0/8','::1/128']}}");
    addDenied(
        "denied port",
        "dns",
        "uses a port that the operator does not allow",
        Listener.SCRAM,
        "{'addresses':{'allowedPorts':['9092']}}");
    addDenied(
        "advertised at a denied address",
        "cluster",
        "advertises a broker at " + SecureBroker.CANARY_HOST,
        Listener.ASTRAY,
        "{'addresses':{'deniedRanges':['" + SecureBroker.CANARY_HOST + "']}}");
    addDenied(
        "denied cluster",
        "cluster",
        "is one that the operator denies",
        Listener.SCRAM,
        "{'deniedClusters':['" + broker.clusterId() + "']}");
  }

  private void protocols() {
    add(
        "TLS on a plain port",
        "tls",
        "does not speak TLS",
        Listener.SSL,
        json -> json.put(SERVERS, broker.bootstrapServers(Listener.LOST)));
    add(
        "plain on a TLS port",
        "tls",
        "expects TLS",
        Listener.LOST,
        json -> json.put(SERVERS, broker.bootstrapServers(Listener.SSL)));
    add(
        "SASL_SSL on a SASL_PLAINTEXT port",
        "tls",
        "does not speak TLS",
        Listener.PLAINLOGIN,
        json -> json.put(SERVERS, broker.bootstrapServers(Listener.SCRAM)));
    add(
        "SASL_PLAINTEXT on a SASL_SSL port",
        "tls",
        "expects TLS",
        Listener.SCRAM,
        json -> json.put(SERVERS, broker.bootstrapServers(Listener.PLAINLOGIN)));
    add(
        "no login on a SASL port",
        "sasl",
        "the broker asks for a login (SASL)",
        Listener.LOST,
        json -> json.put(SERVERS, broker.bootstrapServers(Listener.SCRAM)));
    add(
        "TLS without login on a SASL port",
        "sasl",
        "the broker asks for a login (SASL)",
        Listener.SSL,
        json -> json.put(SERVERS, broker.bootstrapServers(Listener.PLAINLOGIN)));
    add(
        "login on a port without SASL",
        "sasl",
        "does not ask for a login on this port",
        Listener.PLAINLOGIN,
        json -> json.put(SERVERS, broker.bootstrapServers(Listener.SSL)));
    add(
        "SCRAM where PLAIN is offered",
        "sasl",
        "does not offer the login mechanism SCRAM-SHA-512",
        Listener.PLAINLOGIN,
        json -> security(json).set("sasl", Connections.scram("u", "wr0ng-secret")));
  }

  private void certificates() {
    String other = new TestAuthority("Somebody else").pem();
    add(
        "wrong authority",
        "tls",
        "is not signed by a trusted authority",
        Listener.SSL,
        json -> tls(json).put("trustedCertificates", other));
    add(
        "public authorities only",
        "tls",
        "is not signed by a trusted authority",
        Listener.SSL,
        json -> tls(json).remove("trustedCertificates"));
    add("expired", "tls", "has expired", Listener.EXPIRED, json -> {});
    add("wrong host name", "tls", "is for another host name", Listener.OTHERHOST, json -> {});
    add(
        "no client certificate",
        "tls",
        "asks for a client certificate",
        Listener.MTLS,
        json -> tls(json).remove(List.of("certificateChain", "privateKey", "keyPassword")));
    TestAuthority.Identity stranger = new TestAuthority("Somebody else").issue("stranger");
    add(
        "unknown client certificate",
        "tls",
        "certificate",
        Listener.MTLS,
        json ->
            tls(json)
                .put("certificateChain", stranger.chain())
                .put("privateKey", stranger.keyPem())
                .remove("keyPassword"));
    TestAuthority.Identity old = broker.clients().issueExpired("old client");
    add(
        "expired client certificate",
        "tls",
        "certificate",
        Listener.MTLS,
        json ->
            tls(json)
                .put("certificateChain", old.chain())
                .put("privateKey", old.keyPem())
                .remove("keyPassword"));
  }

  private void logins() {
    add(
        "wrong SCRAM password",
        "sasl",
        "refuses the login",
        Listener.SCRAM,
        json -> sasl(json).put("password", "wr0ng-secret"));
    add(
        "unknown SCRAM user",
        "sasl",
        "refuses the login",
        Listener.SCRAM,
        json -> sasl(json).put("username", "nobody"));
    add(
        "wrong PLAIN password",
        "sasl",
        "refuses the login",
        Listener.PLAINLOGIN,
        json -> sasl(json).put("password", "wr0ng-secret"));
    add(
        "PLAIN where SCRAM is offered",
        "sasl",
        "does not offer the login mechanism PLAIN",
        Listener.SCRAM,
        json -> sasl(json).put("type", "plain").remove("algorithm"));
  }

  private void tokens() {
    add(
        "wrong client secret",
        "sasl",
        "answered 401: invalid_client wrong secret",
        Listener.OAUTH,
        json -> sasl(json).put("clientSecret", "wr0ng-secret"));
    add(
        "endpoint redirects",
        "sasl",
        "redirect",
        Listener.OAUTH,
        json -> sasl(json).put("tokenEndpoint", broker.tokens().address("/redirect")));
    add(
        "endpoint is a page",
        "sasl",
        "not JSON",
        Listener.OAUTH,
        json -> sasl(json).put("tokenEndpoint", broker.tokens().address("/html")));
    add(
        "endpoint answers too much",
        "sasl",
        "larger than",
        Listener.OAUTH,
        json -> sasl(json).put("tokenEndpoint", broker.tokens().address("/large")));
    add(
        "endpoint is missing",
        "sasl",
        "answered 404",
        Listener.OAUTH,
        json -> sasl(json).put("tokenEndpoint", broker.tokens().address("/nothing")));
    add(
        "endpoint of an unknown authority",
        "sasl",
        "no token",
        Listener.OAUTH,
        json -> sasl(json).remove("trustedCertificates"));
    add(
        "endpoint away",
        "sasl",
        "no token",
        Listener.OAUTH,
        json -> sasl(json).put("tokenEndpoint", "https://localhost:1/token"));
  }

  private void rights() {
    CheckRequest read = request(topic, false, null);
    add(
        "may not write",
        "topic",
        "may not write to topic '" + topic + "'",
        request(topic, true, null));
    add(
        "may not see a topic",
        "topic",
        "may not read topic '" + unseen + "'",
        request(unseen, false, null));
    add(
        "may not use a group",
        "group",
        "may not use the group '" + group + "'",
        new CheckRequest(read.topics(), group));
    add(
        "topic name is invalid",
        "topic",
        "is not a valid name",
        requestAsAll("a topic"),
        Listener.SSL);
    add(
        "unknown topic",
        "topic",
        "'nowhere' does not exist",
        requestAsAll("nowhere"),
        Listener.SSL);
  }

  private static CheckRequest request(String topic, boolean write, String group) {
    return new CheckRequest(List.of(new TopicAccess(topic, write, false)), group);
  }

  private static CheckRequest requestAsAll(String topic) {
    return request(topic, true, null);
  }

  private void add(
      String name, String layer, String sentence, Listener listener, Consumer<ObjectNode> spoil) {
    ObjectNode json = Connections.good(broker, listener);
    spoil.accept(json);
    cases.add(new Case(name, layer, sentence, json, CheckRequest.none(), "{}"));
  }

  private void addDenied(
      String name, String layer, String sentence, Listener listener, String settings) {
    cases.add(
        new Case(
            name,
            layer,
            sentence,
            Connections.good(broker, listener),
            CheckRequest.none(),
            settings));
  }

  private void add(String name, String layer, String sentence, CheckRequest request) {
    add(name, layer, sentence, request, Listener.SCRAM);
  }

  private void add(
      String name, String layer, String sentence, CheckRequest request, Listener listener) {
    cases.add(new Case(name, layer, sentence, Connections.good(broker, listener), request, "{}"));
  }

  private static ObjectNode security(ObjectNode json) {
    return (ObjectNode) json.get("security");
  }

  private static ObjectNode sasl(ObjectNode json) {
    return (ObjectNode) security(json).get("sasl");
  }

  private static ObjectNode tls(ObjectNode json) {
    return (ObjectNode) security(json).get("tls");
  }
}
