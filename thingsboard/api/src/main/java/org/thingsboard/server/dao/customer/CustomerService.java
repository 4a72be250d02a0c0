package org.thingsboard.server.dao.customer;

import java.util.Optional;
import org.thingsboard.server.common.data.Customer;
import org.thingsboard.server.common.data.id.TenantId;

/** Signature of the host type: customers of a tenant. */
public interface CustomerService {
  Optional<Customer> findCustomerByTenantIdAndTitle(TenantId tenantId, String title);

  Customer saveCustomer(Customer customer);
}
