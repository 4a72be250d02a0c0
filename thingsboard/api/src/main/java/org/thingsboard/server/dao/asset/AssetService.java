package org.thingsboard.server.dao.asset;

import org.thingsboard.server.common.data.asset.Asset;
import org.thingsboard.server.common.data.id.TenantId;

/** Signature of the host type: assets of a tenant. */
public interface AssetService {
  Asset findAssetByTenantIdAndName(TenantId tenantId, String name);

  Asset saveAsset(Asset asset);
}
