/** Immutable rule messages and the entities they are about. */
package org.sluiceiot.api.message;
