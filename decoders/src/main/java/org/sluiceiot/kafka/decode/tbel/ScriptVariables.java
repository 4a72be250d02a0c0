package org.sluiceiot.kafka.decode.tbel;

import java.util.Map;
import org.mvel2.integration.VariableResolver;
import org.mvel2.integration.impl.CachingMapVariableResolverFactory;
import org.mvel2.integration.impl.SimpleSTValueResolver;

/**
 * Global variables of one run. The language's own class finds out by an exception that a variable
 * is new, which costs more than most statements do; this one asks first. Used by one execution.
 */
final class ScriptVariables extends CachingMapVariableResolverFactory {
  private static final long serialVersionUID = 1L;

  ScriptVariables(Map<String, Object> variables) {
    super(variables);
  }

  @Override
  public VariableResolver createVariable(String name, Object value) {
    if (isResolveable(name)) {
      return super.createVariable(name, value);
    }
    VariableResolver created = new SimpleSTValueResolver(value, null, true);
    addResolver(name, created);
    return created;
  }
}
