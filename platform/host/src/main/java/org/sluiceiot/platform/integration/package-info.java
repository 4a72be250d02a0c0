/** Integrations: stored, running, and what they deliver on its way into the rule chains. */
package org.sluiceiot.platform.integration;
