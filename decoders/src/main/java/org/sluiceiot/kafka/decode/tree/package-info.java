/**
 * Formats that are turned into a tree and mapped by the declarative decoder: CBOR, MessagePack,
 * CSV.
 */
package org.sluiceiot.kafka.decode.tree;
