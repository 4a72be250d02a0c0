/** What a plugin jar announces through ServiceLoader. */
package org.sluiceiot.api.plugin;
