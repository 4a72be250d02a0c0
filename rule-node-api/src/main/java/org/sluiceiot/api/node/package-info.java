/** The contract of a rule node with its host. */
package org.sluiceiot.api.node;
