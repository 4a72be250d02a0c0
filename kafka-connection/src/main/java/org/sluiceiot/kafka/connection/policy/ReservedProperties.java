package org.sluiceiot.kafka.connection.policy;

import java.util.Map;
import org.sluiceiot.kafka.connection.policy.PropertyRule.Field;
import org.sluiceiot.kafka.connection.policy.PropertyRule.Forbidden;
import org.sluiceiot.kafka.connection.policy.PropertyRule.Ours;

/** The client properties that a tenant may not write, each with the reason. */
final class ReservedProperties {
  private static final String CLASSES = "it loads classes into the host";
  private static final String FILES = "it reads files of the host; give the PEM text instead";
  private static final String OAUTH = "OAuth is configured by fields";

  private ReservedProperties() {}

  static void addTo(Map<String, PropertyRule> rules) {
    fields(rules);
    ours(rules);
    host(rules);
    oauth(rules);
    cluster(rules);
    forbid(
        rules,
        "it is internal to Kafka's clients",
        """
        internal.leave.group.on.close internal.throw.on.fetch.stable.offset.unsupported""");
  }

  /** What reaches into the host: its classes, files and commands. */
  private static void host(Map<String, PropertyRule> rules) {
    forbid(
        rules,
        CLASSES,
        """
        interceptor.classes metric.reporters partitioner.class partition.assignment.strategy
        security.providers ssl.engine.factory.class key.serializer value.serializer
        key.deserializer value.deserializer sasl.client.callback.handler.class sasl.login.class
        sasl.login.callback.handler.class sasl.oauthbearer.jwt.retriever.class
        sasl.oauthbearer.jwt.validator.class""");
    forbid(rules, "it reads files and environment variables of the host", "config.providers");
    forbid(
        rules,
        FILES,
        """
        ssl.keystore.location ssl.keystore.password ssl.keystore.type ssl.truststore.location
        ssl.truststore.password ssl.truststore.type""");
    forbid(
        rules,
        "the Java runtime's own choice is used",
        """
        ssl.provider ssl.secure.random.implementation ssl.keymanager.algorithm
        ssl.trustmanager.algorithm ssl.cipher.suites ssl.protocol""");
    forbid(
        rules,
        "it runs a command of the host; Kerberos is not supported",
        """
        sasl.kerberos.kinit.cmd sasl.kerberos.min.time.before.relogin sasl.kerberos.service.name
        sasl.kerberos.ticket.renew.jitter sasl.kerberos.ticket.renew.window.factor""");
  }

  /** What would break order or identity at the cluster. */
  private static void cluster(Map<String, PropertyRule> rules) {
    forbid(
        rules,
        "two members with one identity fence each other off",
        """
        group.instance.id transactional.id transaction.timeout.ms
        transaction.two.phase.commit.enable""");
    forbid(rules, "it leads to the controllers of the cluster", "bootstrap.controllers");
    forbid(rules, "records of one key would lose their order", "partitioner.ignore.keys");
    forbid(rules, "share groups keep no order", "share.acknowledgement.mode share.acquire.mode");
  }

  private static void fields(Map<String, PropertyRule> rules) {
    rules.put("bootstrap.servers", new Field("bootstrapServers"));
    rules.put("security.protocol", new Field("security.type"));
    rules.put("sasl.mechanism", new Field("security.sasl.type"));
    rules.put("sasl.jaas.config", new Field("security.sasl"));
    rules.put("ssl.truststore.certificates", new Field("security.tls.trustedCertificates"));
    rules.put("ssl.keystore.certificate.chain", new Field("security.tls.certificateChain"));
    rules.put("ssl.keystore.key", new Field("security.tls.privateKey"));
    rules.put("ssl.key.password", new Field("security.tls.keyPassword"));
    rules.put("ssl.endpoint.identification.algorithm", new Field("security.tls.verifyHostName"));
  }

  private static void ours(Map<String, PropertyRule> rules) {
    ours(rules, "every client has a name of its own", "client.id");
    ours(
        rules, "the group has a field of its own", "group.id group.protocol group.remote.assignor");
    ours(
        rules,
        "offsets are committed after delivery",
        "enable.auto.commit auto.commit.interval.ms");
    ours(rules, "records are neither doubled nor reordered", "enable.idempotence retries");
    ours(rules, "topics are not created by reading them", "allow.auto.create.topics");
    ours(rules, "internal topics stay internal", "exclude.internal.topics");
    ours(
        rules,
        "metrics stay in the host",
        """
        enable.metrics.push auto.include.jmx.reporter metrics.num.samples
        metrics.recording.level metrics.sample.window.ms""");
    ours(
        rules,
        "Kafka's default serves",
        """
        bootstrap.resolve.timeout.ms buffer.memory.allocation.strategy
        metadata.cluster.check.enable sasl.login.refresh.buffer.seconds
        sasl.login.refresh.min.period.seconds sasl.login.refresh.window.factor
        sasl.login.refresh.window.jitter""");
  }

  private static void oauth(Map<String, PropertyRule> rules) {
    forbid(
        rules,
        OAUTH,
        """
        sasl.login.connect.timeout.ms sasl.login.read.timeout.ms sasl.login.retry.backoff.ms
        sasl.login.retry.backoff.max.ms sasl.oauthbearer.allow.unverified.audience
        sasl.oauthbearer.allow.unverified.issuer sasl.oauthbearer.assertion.algorithm
        sasl.oauthbearer.assertion.claim.aud sasl.oauthbearer.assertion.claim.exp.seconds
        sasl.oauthbearer.assertion.claim.iss sasl.oauthbearer.assertion.claim.jti.include
        sasl.oauthbearer.assertion.claim.nbf.seconds sasl.oauthbearer.assertion.claim.sub
        sasl.oauthbearer.assertion.file sasl.oauthbearer.assertion.private.key.file
        sasl.oauthbearer.assertion.private.key.passphrase sasl.oauthbearer.assertion.template.file
        sasl.oauthbearer.client.credentials.client.id
        sasl.oauthbearer.client.credentials.client.secret sasl.oauthbearer.clock.skew.seconds
        sasl.oauthbearer.expected.audience sasl.oauthbearer.expected.issuer
        sasl.oauthbearer.header.urlencode sasl.oauthbearer.jwks.endpoint.refresh.ms
        sasl.oauthbearer.jwks.endpoint.retry.backoff.max.ms
        sasl.oauthbearer.jwks.endpoint.retry.backoff.ms sasl.oauthbearer.jwks.endpoint.url
        sasl.oauthbearer.scope sasl.oauthbearer.scope.claim.name
        sasl.oauthbearer.sub.claim.name sasl.oauthbearer.token.endpoint.url""");
  }

  private static void ours(Map<String, PropertyRule> rules, String why, String keys) {
    for (String key : keys.split("\\s+")) {
      rules.put(key, new Ours(why));
    }
  }

  private static void forbid(Map<String, PropertyRule> rules, String why, String keys) {
    for (String key : keys.split("\\s+")) {
      rules.put(key, new Forbidden(why));
    }
  }
}
