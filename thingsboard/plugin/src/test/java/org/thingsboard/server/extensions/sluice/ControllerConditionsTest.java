package org.thingsboard.server.extensions.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.thingsboard.server.common.data.User;
import org.thingsboard.server.common.data.id.TenantId;

/** The controller cannot keep a server from starting, whatever that server lacks. */
class ControllerConditionsTest {
  private final ApplicationContextRunner server =
      new ApplicationContextRunner().withUserConfiguration(Scan.class);

  @Configuration(proxyBeanMethods = false)
  @ComponentScan(
      basePackages = "org.thingsboard.server",
      excludeFilters =
          @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|ServerApplication).*"))
  static class Scan {}

  @AfterEach
  void logOut() {
    SecurityContextHolder.clearContext();
  }

  @ParameterizedTest
  @CsvSource({"monolith, 1", "tb-core, 1", "tb-rule-engine, 0", "tb-transport, 0", ", 0"})
  void itIsWhereTheRestApiOfTheServerIs(String service, int beans) {
    server
        .withPropertyValues(service == null ? "x=y" : "service.type=" + service)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context.getBeansOfType(SluiceController.class)).hasSize(beans);
            });
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        HttpServletResponse.class,
        PreAuthorize.class,
        SecurityContextHolder.class,
        User.class
      })
  void withoutWhatItNeedsTheServerStartsWithoutIt(Class<?> lacking) {
    server
        .withPropertyValues("service.type=monolith")
        .withClassLoader(new FilteredClassLoader(lacking))
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context).doesNotHaveBean("sluiceController");
            });
  }

  @Test
  void aJarThatDoesNotFitIsSaidByARequestAlone() throws Exception {
    SluiceController controller =
        new SluiceController(
            () -> {
              throw new NoSuchMethodError("getTenantId");
            });
    User user = new User();
    user.setTenantId(new TenantId(UUID.randomUUID()));
    SecurityContextHolder.getContext()
        .setAuthentication(new UsernamePasswordAuthenticationToken(user, null, List.of()));
    for (Object principal : new Object[] {user, "anonymous"}) {
      SecurityContextHolder.getContext()
          .setAuthentication(new UsernamePasswordAuthenticationToken(principal, null, List.of()));
      MockHttpServletResponse response = new MockHttpServletResponse();
      controller.post("topics", new MockHttpServletRequest(), response);
      assertThat(response.getStatus()).isEqualTo(503);
      assertThat(response.getContentAsString()).contains("\"problems\"").doesNotContain("Error");
    }
  }
}
