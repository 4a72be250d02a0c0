/** What a node or integration may use of its host. */
package org.sluiceiot.api.host;
