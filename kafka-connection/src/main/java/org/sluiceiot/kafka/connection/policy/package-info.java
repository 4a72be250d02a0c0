/** What a tenant's connection may contain and reach: client properties, addresses, budgets. */
package org.sluiceiot.kafka.connection.policy;
