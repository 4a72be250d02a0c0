package org.thingsboard.server.extensions.sluice;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.web.filter.OncePerRequestFilter;
import org.thingsboard.server.common.data.User;
import org.thingsboard.server.common.data.id.TenantId;

/**
 * A server as ThingsBoard is one: it scans {@code org.thingsboard.server}, knows its users by a
 * token in the header {@code X-Authorization}, keeps no session, and guards methods by authority.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class)
@EnableMethodSecurity
@ComponentScan(
    basePackages = "org.thingsboard.server",
    // A test's own parts are no part of the server.
    excludeFilters =
        @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|ServerApplication).*"))
class ServerApplication {
  static final String TOKEN = "X-Authorization";

  @Bean
  SecurityFilterChain chain(HttpSecurity http) throws Exception {
    return http.csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(to -> to.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(to -> to.anyRequest().authenticated())
        .exceptionHandling(
            to ->
                to.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED))
                    // Written at once, as the server does: an error page would be guarded again.
                    .accessDeniedHandler((request, response, e) -> response.setStatus(403)))
        .addFilterBefore(new Tokens(), UsernamePasswordAuthenticationFilter.class)
        .build();
  }

  /** A token is an authority and a tenant's id. */
  private static final class Tokens extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      String token = request.getHeader(TOKEN);
      if (token != null) {
        String[] parts = token.split(" ");
        User user = new User();
        user.setTenantId(new TenantId(UUID.fromString(parts[1])));
        SecurityContextHolder.getContext()
            .setAuthentication(
                new UsernamePasswordAuthenticationToken(
                    user, null, List.of(new SimpleGrantedAuthority(parts[0]))));
      }
      chain.doFilter(request, response);
    }
  }
}
