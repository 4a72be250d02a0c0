/** The contract of an integration with its host. */
package org.sluiceiot.api.integration;
