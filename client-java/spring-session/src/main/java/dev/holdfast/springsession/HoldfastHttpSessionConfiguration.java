package dev.holdfast.springsession;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.annotation.web.http.SpringHttpSessionConfiguration;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * Spring Session's configuration with {@link HoldfastSessionFilter} as its filter. It expects a
 * {@link HoldfastSessionRepository}, and takes a {@link CookieSerializer} or a {@link
 * HttpSessionIdResolver} where there is one.
 */
@Configuration(proxyBeanMethods = false)
public class HoldfastHttpSessionConfiguration extends SpringHttpSessionConfiguration {
  private @Nullable CookieSerializer cookies;
  private @Nullable HttpSessionIdResolver idResolver;

  /** A configuration for Spring to fill. */
  public HoldfastHttpSessionConfiguration() {}

  @Bean
  @Override
  public <S extends Session>
      SessionRepositoryFilter<? extends Session> springSessionRepositoryFilter(
          SessionRepository<S> sessionRepository) {
    if (sessionRepository instanceof HoldfastSessionRepository repository) {
      return new HoldfastSessionFilter(repository, resolver());
    }
    throw new IllegalStateException(
        "session repository: %s (expected: a HoldfastSessionRepository)"
            .formatted(sessionRepository.getClass().getName()));
  }

  @Override
  public void setCookieSerializer(CookieSerializer cookieSerializer) {
    super.setCookieSerializer(cookieSerializer);
    cookies = cookieSerializer;
  }

  @Override
  public void setHttpSessionIdResolver(HttpSessionIdResolver httpSessionIdResolver) {
    super.setHttpSessionIdResolver(httpSessionIdResolver);
    idResolver = httpSessionIdResolver;
  }

  private HttpSessionIdResolver resolver() {
    if (idResolver != null) {
      return idResolver;
    }
    CookieHttpSessionIdResolver byCookie = new CookieHttpSessionIdResolver();
    if (cookies != null) {
      byCookie.setCookieSerializer(cookies);
    }
    return byCookie;
  }
}
