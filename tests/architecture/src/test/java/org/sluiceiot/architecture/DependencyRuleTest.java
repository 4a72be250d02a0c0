package org.sluiceiot.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/architecture.md draws the graph; {@link Module} is the same as code. */
class DependencyRuleTest {
  @ParameterizedTest
  @EnumSource
  void aModuleUsesOnlyThoseBelowIt(Module module) {
    JavaClasses classes = module.classes();
    assertThat(classes).as(module + " is compiled").isNotEmpty();
    classes().should().resideInAnyPackage(module.packages()).check(classes);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(module.forbidden())
        .check(classes);
  }

  @ParameterizedTest
  @EnumSource
  void noPackagesOfAModuleKnowEachOther(Module module) {
    slices()
        .matching("org.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(module.classes());
  }

  @Test
  void theApiKnowsSlf4jAndJacksonAlone() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "org.sluiceiot.api..", "java..", "org.slf4j..", "com.fasterxml.jackson..")
        .check(Module.API.classes());
  }

  @Test
  void decodersKnowNoKafkaClient() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(Module.DECODERS.classes());
  }

  /** It looks at records and their headers; that it never connects makes it usable anywhere. */
  @Test
  void theGuardOpensNoConnection() {
    noClasses()
        .should()
        .dependOnClassesThat(
            new DescribedPredicate<JavaClass>("are a Kafka client") {
              @Override
              public boolean test(JavaClass type) {
                return type.getPackageName().startsWith("org.apache.kafka")
                    && !type.getSimpleName()
                        .matches("(Consumer|Producer)Record|Headers?|RecordHeader|.*Exception");
              }
            })
        .check(Module.GUARD.classes());
  }
}
