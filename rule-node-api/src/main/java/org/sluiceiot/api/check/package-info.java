/** Connection checks, step by step. */
package org.sluiceiot.api.check;
