package org.thingsboard.rule.engine.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.thingsboard.server.common.data.plugin.ComponentClusteringMode;
import org.thingsboard.server.common.data.plugin.ComponentScope;
import org.thingsboard.server.common.data.plugin.ComponentType;
import org.thingsboard.server.common.data.rule.RuleChainType;

/** Signature of the host type: marks and describes a rule node implementation. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SuppressWarnings("rawtypes") // as in the host
public @interface RuleNode {
  ComponentType type();

  String name();

  String nodeDescription();

  String nodeDetails();

  Class<? extends NodeConfiguration> configClazz();

  ComponentClusteringMode clusteringMode() default ComponentClusteringMode.ENABLED;

  boolean hasQueueName() default false;

  boolean inEnabled() default true;

  ComponentScope scope() default ComponentScope.TENANT;

  String[] relationTypes() default {"Success", "Failure"};

  String configDirective() default "";

  String[] uiResources() default {};

  String icon() default "";

  String iconUrl() default "";

  RuleChainType[] ruleChainTypes() default {RuleChainType.CORE, RuleChainType.EDGE};

  int version() default 0;
}
