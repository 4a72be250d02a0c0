package org.sluiceiot.thingsboard.fake;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.thingsboard.server.common.data.Customer;
import org.thingsboard.server.common.data.Device;
import org.thingsboard.server.common.data.asset.Asset;
import org.thingsboard.server.common.data.id.TenantId;
import org.thingsboard.server.dao.asset.AssetService;
import org.thingsboard.server.dao.customer.CustomerService;
import org.thingsboard.server.dao.device.DeviceService;
import org.thingsboard.server.exception.DataValidationException;

/** Devices, assets and customers by name. Safe for any thread. */
public final class FakeEntities implements DeviceService, AssetService, CustomerService {
  private final Map<String, Device> devices = new ConcurrentHashMap<>();
  private final Map<String, Asset> assets = new ConcurrentHashMap<>();
  private final Map<String, Customer> customers = new ConcurrentHashMap<>();
  private final AtomicInteger lookUps = new AtomicInteger();
  private volatile Runnable beforeSave = () -> {};
  private volatile Runnable beforeFind = () -> {};

  /** Runs before a device or an asset is saved, to imitate what happens at the same time. */
  public void beforeSave(Runnable action) {
    beforeSave = action;
  }

  /** Runs before a device is looked up. */
  public void beforeFind(Runnable action) {
    beforeFind = action;
  }

  public Map<String, Device> devices() {
    return devices;
  }

  public Map<String, Asset> assets() {
    return assets;
  }

  public Map<String, Customer> customers() {
    return customers;
  }

  public int lookUps() {
    return lookUps.get();
  }

  @Override
  public Device findDeviceByTenantIdAndName(TenantId tenantId, String name) {
    lookUps.incrementAndGet();
    beforeFind.run();
    return devices.get(name);
  }

  @Override
  public Device saveDevice(Device device) {
    beforeSave.run();
    if (devices.putIfAbsent(device.getName(), device) != null) {
      throw Refusal.of("Device with such name already exists!");
    }
    return device;
  }

  @Override
  public Asset findAssetByTenantIdAndName(TenantId tenantId, String name) {
    return assets.get(name);
  }

  @Override
  public Asset saveAsset(Asset asset) {
    beforeSave.run();
    if (assets.putIfAbsent(asset.getName(), asset) != null) {
      throw Refusal.of("Asset with such name already exists!");
    }
    return asset;
  }

  @Override
  public Optional<Customer> findCustomerByTenantIdAndTitle(TenantId tenantId, String title) {
    return Optional.ofNullable(customers.get(title));
  }

  @Override
  public Customer saveCustomer(Customer customer) {
    customers.put(customer.getTitle(), customer);
    return customer;
  }

  /** Apart, so that this class also loads where the server has the exception elsewhere. */
  private static final class Refusal {
    static RuntimeException of(String text) {
      return new DataValidationException(text);
    }
  }
}
