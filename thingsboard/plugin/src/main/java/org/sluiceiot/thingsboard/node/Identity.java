package org.sluiceiot.thingsboard.node;

import java.util.UUID;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.TenantId;
import org.thingsboard.rule.engine.api.TbContext;

/** Who a node is, taken from its context. */
final class Identity {
  private Identity() {}

  static Owner owner(TbContext ctx) {
    return new Owner(
        ctx.getSelfId().getId().toString(),
        name(ctx),
        new TenantId(tenant(ctx)),
        String.valueOf(ctx.getServiceId()));
  }

  static UUID tenant(TbContext ctx) {
    return ctx.getTenantId().getId();
  }

  /** For the log: the name may have changed since the node started. */
  static String who(TbContext ctx) {
    return "tenant %s, rule chain '%s', node '%s'"
        .formatted(tenant(ctx), ctx.getRuleChainName(), name(ctx));
  }

  private static String name(TbContext ctx) {
    return String.valueOf(ctx.getSelf().getName());
  }
}
