/** The list of all formats; the only package that knows each of them. */
package org.sluiceiot.kafka.decode.formats;
