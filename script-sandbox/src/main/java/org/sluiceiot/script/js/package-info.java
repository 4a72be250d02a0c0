/** JavaScript without any access to Java, by Mozilla Rhino. */
package org.sluiceiot.script.js;
