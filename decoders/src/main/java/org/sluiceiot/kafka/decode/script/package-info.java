/** What script decoders of every language share: limits, results, documents of converters. */
package org.sluiceiot.kafka.decode.script;
