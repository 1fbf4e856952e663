package dev.holdfast.tomcat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request whose asynchronous work saves before it completes. */
final class SavingRequest extends HttpServletRequestWrapper {
  private final Exchange exchange;

  SavingRequest(HttpServletRequest request, Exchange exchange) {
    super(request);
    this.exchange = exchange;
  }

  @Override
  public AsyncContext startAsync() {
    return new SavingAsyncContext(super.startAsync(), exchange);
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    return new SavingAsyncContext(super.startAsync(request, response), exchange);
  }

  @Override
  public AsyncContext getAsyncContext() {
    return new SavingAsyncContext(super.getAsyncContext(), exchange);
  }
}
