/** How data can move between integrations and nodes; the loop guard's view. */
package org.sluiceiot.api.flow;
