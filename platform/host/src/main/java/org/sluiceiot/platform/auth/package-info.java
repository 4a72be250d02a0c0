/** Who may do what: accounts, roles, tokens, logins. */
package org.sluiceiot.platform.auth;
