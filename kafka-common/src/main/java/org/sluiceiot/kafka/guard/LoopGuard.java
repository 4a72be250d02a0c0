package org.sluiceiot.kafka.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Knows every uplink and downlink of this process, of all tenants, and refuses configurations in
 * which data would circle. Safe for any thread; nothing blocks.
 */
public final class LoopGuard {
  private static final LoopGuard SHARED = new LoopGuard();

  private final List<Registration> registrations = new ArrayList<>();

  /** The guard of this process; tests may make their own. */
  public static LoopGuard shared() {
    return SHARED;
  }

  /**
   * Adds an endpoint. Its verdict is {@link Verdict#PENDING} until {@link Registration#clusterId}
   * is told.
   *
   * @param onVerdict told every change of the verdict, on the thread that caused it; must not block
   */
  public Registration register(Endpoint endpoint, Consumer<Verdict> onVerdict) {
    Registration registration = new Registration(this, endpoint, onVerdict);
    synchronized (this) {
      registrations.add(registration);
    }
    return registration;
  }

  /** The endpoint that came last is refused; the ones that run already go on. */
  void clusterKnown(Registration registration) {
    Verdict verdict;
    synchronized (this) {
      verdict =
          registrations.stream()
              .filter(other -> other.verdict().kind() == Verdict.Kind.ALLOWED)
              .map(other -> conflict(registration, other))
              .flatMap(Optional::stream)
              .findFirst()
              .orElse(Verdict.ALLOWED);
    }
    registration.decide(verdict);
  }

  synchronized void remove(Registration registration) {
    registrations.remove(registration);
  }

  private static Optional<Verdict> conflict(Registration one, Registration other) {
    if (one.endpoint().direction() == other.endpoint().direction()
        || !Objects.equals(one.clusterId(), other.clusterId())) {
      return Optional.empty();
    }
    Registration up = one.endpoint().direction() == Direction.UPLINK ? one : other;
    Registration down = up == one ? other : one;
    String upId = up.endpoint().owner().id();
    if (!up.endpoint().host().reachability().reaches(upId, down.endpoint().owner().id())) {
      return Optional.empty();
    }
    return up.endpoint()
        .topics()
        .overlap(down.endpoint().topics())
        .map(
            topic ->
                new Verdict(
                    Verdict.Kind.REFUSED,
                    "data would circle: downlink '%s' writes topic '%s', which uplink '%s' reads from the same cluster (%s)"
                        .formatted(
                            down.endpoint().owner().name(),
                            topic,
                            up.endpoint().owner().name(),
                            one.clusterId())));
  }
}
