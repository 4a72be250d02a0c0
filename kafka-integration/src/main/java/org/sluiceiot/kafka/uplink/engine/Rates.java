package org.sluiceiot.kafka.uplink.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.time.Duration;
import java.util.List;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.kafka.uplink.config.RateConfig;
import org.sluiceiot.kafka.uplink.config.RateLimit;

/** The rates of one integration. Safe for any thread, never blocks. */
final class Rates {
  /** Devices remembered at once; the ones not seen for longest are forgotten first. */
  private static final int MOST_DEVICES = 100_000;

  /** Budgets of tenants, shared by their integrations. */
  private static final Cache<TenantRate, Bucket> TENANTS =
      Caffeine.newBuilder().maximumSize(10_000).executor(Runnable::run).build();

  private final Bucket tenant;
  private final Bucket integration;
  private final RateLimit device;
  private final Cache<String, Bucket> devices;
  private final boolean waits;

  private record TenantRate(TenantId tenant, RateLimit limit) {}

  Rates(RateConfig config, TenantId tenantId) {
    RateLimit shared = RateLimit.parse(config.tenant());
    tenant =
        shared.unlimited()
            ? null
            : TENANTS.get(new TenantRate(tenantId, shared), budget -> bucket(budget.limit()));
    RateLimit own = RateLimit.parse(config.integration());
    integration = own.unlimited() ? null : bucket(own);
    device = RateLimit.parse(config.device());
    devices =
        device.unlimited()
            ? null
            : Caffeine.newBuilder()
                .maximumSize(MOST_DEVICES)
                .expireAfterAccess(longest(device))
                .executor(Runnable::run)
                .build();
    waits = config.overflow() == RateConfig.Overflow.WAIT;
  }

  /** Whether records above the rate wait rather than fail. */
  boolean waits() {
    return waits;
  }

  /**
   * @return nanoseconds to wait, 0 to go on
   */
  long beforeDecoding(RecordTask task) {
    if (task.rateSteps() == 0) {
      long wait = take(tenant);
      if (wait > 0) {
        return wait;
      }
      task.rateStepPassed();
    }
    if (task.rateSteps() == 1) {
      long wait = take(integration);
      if (wait > 0) {
        return wait;
      }
      task.rateStepPassed();
    }
    return 0;
  }

  /**
   * @return as {@link #beforeDecoding}
   */
  long afterDecoding(RecordTask task, List<EntityData> entities) {
    if (devices == null) {
      return 0;
    }
    for (int i = task.rateSteps() - 2; i < entities.size(); i++) {
      EntityData entity = entities.get(i);
      long wait = take(devices.get(entity.kind() + " " + entity.name(), name -> bucket(device)));
      if (wait > 0) {
        return wait;
      }
      task.rateStepPassed();
    }
    return 0;
  }

  private static long take(Bucket bucket) {
    if (bucket == null) {
      return 0;
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed() ? 0 : Math.max(1, probe.getNanosToWaitForRefill());
  }

  private static Bucket bucket(RateLimit limit) {
    LocalBucketBuilder builder = Bucket.builder();
    for (RateLimit.Window window : limit.windows()) {
      builder.addLimit(
          Bandwidth.builder()
              .capacity(window.count())
              .refillGreedy(window.count(), window.time())
              .build());
    }
    return builder.build();
  }

  private static Duration longest(RateLimit limit) {
    return limit.windows().stream()
        .map(RateLimit.Window::time)
        .max(Duration::compareTo)
        .orElseThrow();
  }
}
