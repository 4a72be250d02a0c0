/** JavaScript as a decoder, by Mozilla Rhino. */
package org.sluiceiot.kafka.decode.js;
