package org.sluiceiot.thingsboard.delivery;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.integration.RejectedDataException;
import org.thingsboard.rule.engine.api.TbContext;
import org.thingsboard.server.common.data.Customer;
import org.thingsboard.server.common.data.Device;
import org.thingsboard.server.common.data.asset.Asset;
import org.thingsboard.server.common.data.id.CustomerId;
import org.thingsboard.server.common.msg.TbMsg;

/**
 * Finds a device or an asset by name and creates it when allowed. Look-ups hit ThingsBoard's own
 * cache; creating blocks for some milliseconds. Safe for any thread.
 */
final class Entities {
  private static final Logger LOG = LoggerFactory.getLogger(Entities.class);

  private final TbContext ctx;

  Entities(TbContext ctx) {
    this.ctx = ctx;
  }

  /** The entity when it exists; from the server's cache as a rule. */
  Optional<Target> known(EntityData data) {
    if (data.kind() == EntityData.Kind.DEVICE) {
      return Optional.ofNullable(find(data.name())).map(Target::of);
    }
    return Optional.ofNullable(findAsset(data.name())).map(Target::of);
  }

  /**
   * Makes an entity that was not known a moment ago; blocks while the database works.
   *
   * @throws RejectedDataException it may not, or cannot, be created
   */
  Target created(EntityData data, boolean allowCreate) {
    String what = words(data);
    if (!allowCreate) {
      throw new RejectedDataException(what + " does not exist and may not be created");
    }
    return data.kind() == EntityData.Kind.DEVICE
        ? Target.of(foundOrCreated(what, () -> find(data.name()), () -> createDevice(data)))
        : Target.of(foundOrCreated(what, () -> findAsset(data.name()), () -> createAsset(data)));
  }

  private Device find(String name) {
    return ctx.getDeviceService().findDeviceByTenantIdAndName(ctx.getTenantId(), name);
  }

  private Device createDevice(EntityData data) {
    Device device = new Device();
    device.setTenantId(ctx.getTenantId());
    device.setName(data.name());
    device.setType(data.type());
    device.setLabel(data.label());
    device.setCustomerId(customer(data.customer()));
    Device saved = ctx.getDeviceService().saveDevice(device);
    announce(ctx.deviceCreatedMsg(saved, ctx.getSelfId()));
    return saved;
  }

  private Asset findAsset(String name) {
    return ctx.getAssetService().findAssetByTenantIdAndName(ctx.getTenantId(), name);
  }

  private Asset createAsset(EntityData data) {
    Asset asset = new Asset();
    asset.setTenantId(ctx.getTenantId());
    asset.setName(data.name());
    asset.setType(data.type());
    asset.setLabel(data.label());
    asset.setCustomerId(customer(data.customer()));
    Asset saved = ctx.getAssetService().saveAsset(asset);
    announce(ctx.assetCreatedMsg(saved, ctx.getSelfId()));
    return saved;
  }

  private CustomerId customer(String title) {
    if (title == null) {
      return null;
    }
    Supplier<Customer> find =
        () ->
            ctx.getCustomerService()
                .findCustomerByTenantIdAndTitle(ctx.getTenantId(), title)
                .orElse(null);
    return foundOrCreated("customer '" + title + "'", find, () -> createCustomer(title)).getId();
  }

  private Customer createCustomer(String title) {
    Customer customer = new Customer();
    customer.setTenantId(ctx.getTenantId());
    customer.setTitle(title);
    Customer saved = ctx.getCustomerService().saveCustomer(customer);
    announce(ctx.customerCreatedMsg(saved, ctx.getSelfId()));
    return saved;
  }

  private static <T> T foundOrCreated(String what, Supplier<T> find, Supplier<T> create) {
    T found = find.get();
    if (found != null) {
      return found;
    }
    try {
      return create.get();
    } catch (RuntimeException e) {
      // Another thread or another member of the cluster may have been faster, which is told in
      // different ways: by the server's own check, or by the database's.
      T other = find.get();
      if (other != null) {
        return other;
      }
      if (RootCause.validation(e)) {
        throw new RejectedDataException(what + " cannot be created: " + e.getMessage());
      }
      throw e;
    }
  }

  /** The entity in words, for texts that a tenant reads. */
  static String words(EntityData data) {
    // A name may hold anything; what cannot be seen would garble a log or a page.
    String name = data.name().replaceAll("\\p{Cntrl}", "\uFFFD");
    return (data.kind() == EntityData.Kind.DEVICE ? "device '" : "asset '") + name + "'";
  }

  /** Tells the tenant's root rule chain; the entity exists whether or not this arrives. */
  private void announce(TbMsg created) {
    try {
      ctx.enqueue(created, () -> {}, e -> LOG.warn("The event of a new entity was not queued", e));
    } catch (RuntimeException e) {
      // The queue is away. The record goes on: whether it can be delivered shows by itself.
      LOG.warn("The event of a new entity was not queued", e);
    }
  }
}
