package dev.holdfast.tomcat;

import dev.holdfast.client.session.SessionException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/**
 * The first filter of the application: answers for a page that failed of its session. Tomcat would
 * take it for a fault of the page, and log a stack for each.
 *
 * <p>The page to which Tomcat's FORM login forwards has a response that knows nothing of sessions:
 * it gets one here that saves first.
 */
final class RefusalFilter implements Filter {
  private static final String NAME = RefusalFilter.class.getName();

  private final HoldfastSessions manager;
  private final FilterDef definition = new FilterDef();
  private final FilterMap mapping = new FilterMap();

  RefusalFilter(HoldfastSessions manager) {
    this.manager = manager;
    definition.setFilterName(NAME);
    definition.setFilter(this);
    definition.setAsyncSupported("true");
    mapping.setFilterName(NAME);
    mapping.addURLPatternDecoded("/*");
    mapping.setDispatcher("REQUEST");
    mapping.setDispatcher("ASYNC");
    mapping.setDispatcher("FORWARD");
  }

  void install() {
    manager.getContext().addFilterDef(definition);
    manager.getContext().addFilterMapBefore(mapping);
  }

  void remove() {
    manager.getContext().removeFilterMap(mapping);
    manager.getContext().removeFilterDef(definition);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getDispatcherType() == DispatcherType.FORWARD) {
      forward(request, response, chain);
      return;
    }
    try {
      chain.doFilter(request, response);
    } catch (ServletException | RuntimeException failure) {
      SessionException why = Refusals.causeOf(failure);
      Exchange exchange = Exchange.current(manager);
      if (why == null || exchange == null || response.isCommitted()) {
        throw failure;
      }
      exchange.refuse(why);
    }
  }

  private void forward(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Exchange exchange = Exchange.current(manager);
    if (exchange == null || isSaving(response)) {
      chain.doFilter(request, response);
      return;
    }
    chain.doFilter(request, new SavingResponse((HttpServletResponse) response, exchange));
    exchange.saveBeforeCommit(); // Who forwards ends the response next.
  }

  private static boolean isSaving(ServletResponse response) {
    return response instanceof SavingResponse
        || (response instanceof ServletResponseWrapper wrapper
            && wrapper.isWrapperFor(SavingResponse.class));
  }
}
