package org.sluiceiot.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** rule-node-api ← kafka-common ← {kafka-node, kafka-integration} ← {platform, thingsboard}. */
class DependencyRuleTest {
  private static final String API = "org.sluiceiot.api..";
  private static final String[] COMMON = {
    "org.sluiceiot.kafka.connection..", "org.sluiceiot.kafka.guard.."
  };
  private static final String NODE = "org.sluiceiot.kafka.downlink..";
  private static final String[] INTEGRATION = {
    "org.sluiceiot.kafka.uplink..", "org.sluiceiot.kafka.decode.."
  };
  private static final String[] HOSTS = {"org.sluiceiot.platform..", "org.thingsboard.rule.."};

  private static JavaClasses classes;

  @BeforeAll
  static void importClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.sluiceiot");
    for (String part : new String[] {"api.node", "kafka.guard", "kafka.downlink", "kafka.uplink"}) {
      assertThat(classes).as(part).anyMatch(c -> c.getPackageName().contains(part));
    }
  }

  @Test
  void theApiKnowsSlf4jAndJacksonAlone() {
    check(
        noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(API, "java..", "org.slf4j..", "com.fasterxml.jackson.."));
  }

  @Test
  void whatBothDirectionsShareKnowsNeither() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(COMMON)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(NODE, INTEGRATION[0], INTEGRATION[1]));
  }

  @Test
  void theNodeDoesNotKnowTheIntegration() {
    check(
        noClasses()
            .that()
            .resideInAPackage(NODE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(INTEGRATION));
  }

  @Test
  void theIntegrationDoesNotKnowTheNode() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(INTEGRATION)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(NODE));
  }

  @Test
  void noPluginKnowsAHost() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(API, "org.sluiceiot.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HOSTS));
  }

  @Test
  void theEmbeddedHostKnowsPluginsThroughTheApiAlone() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.sluiceiot.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.sluiceiot.kafka.."));
  }

  private static void check(ArchRule rule) {
    rule.check(classes);
  }
}
