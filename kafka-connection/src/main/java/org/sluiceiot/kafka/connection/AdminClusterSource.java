package org.sluiceiot.kafka.connection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.sluiceiot.kafka.connection.check.ClusterRules;
import org.sluiceiot.kafka.connection.check.ClusterSource;
import org.sluiceiot.kafka.connection.check.ClusterView;
import org.sluiceiot.kafka.connection.check.Layer;
import org.sluiceiot.kafka.connection.check.LayerException;
import org.sluiceiot.kafka.connection.policy.HostPort;

/** Asks by Kafka's own client, for logins that only that one can do (AWS IAM). */
record AdminClusterSource(Supplier<Admin> admins, ClusterRules rules) implements ClusterSource {
  private static final int SECONDS = 8;

  @Override
  public ClusterView find() throws LayerException {
    try (Admin admin = admins.get()) {
      DescribeClusterResult result = admin.describeCluster();
      List<HostPort> nodes =
          result.nodes().get(SECONDS, TimeUnit.SECONDS).stream()
              .map(node -> new HostPort(node.host(), node.port()))
              .toList();
      String id = result.clusterId().get(SECONDS, TimeUnit.SECONDS);
      admin.close(Duration.ZERO);
      return rules.check(id, nodes);
    } catch (ExecutionException e) {
      throw failed(e.getCause());
    } catch (KafkaException e) {
      throw failed(e);
    } catch (TimeoutException e) {
      throw new LayerException(
          Layer.CLUSTER, "the cluster does not answer within " + SECONDS + " s", "", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LayerException(Layer.CLUSTER, "interrupted", "", e);
    }
  }

  private static LayerException failed(Throwable cause) {
    return cause instanceof AuthenticationException
        ? new LayerException(Layer.SASL, "the login fails: " + cause.getMessage(), "", cause)
        : new LayerException(
            Layer.CLUSTER, "the cluster cannot be described: " + cause.getMessage(), "", cause);
  }
}
