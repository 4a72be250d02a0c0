/** Limits that scripts of every language run under, and threads that can be given up. */
package org.sluiceiot.script;
