/** Rule chains: their documents, and messages on their way through the nodes. */
package org.sluiceiot.platform.chain;
