package dev.holdfast.tomcat;

import dev.holdfast.client.session.SessionException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/** Asynchronous work that saves the session before it completes, and so before its answer. */
final class SavingAsyncContext implements AsyncContext {
  private final AsyncContext context;
  private final Exchange exchange;

  SavingAsyncContext(AsyncContext context, Exchange exchange) {
    this.context = context;
    this.exchange = exchange;
  }

  @Override
  public void complete() {
    exchange.completes();
    context.complete();
  }

  @Override
  public ServletRequest getRequest() {
    return context.getRequest();
  }

  @Override
  public ServletResponse getResponse() {
    return context.getResponse();
  }

  @Override
  public boolean hasOriginalRequestAndResponse() {
    return context.hasOriginalRequestAndResponse();
  }

  @Override
  public void dispatch() {
    context.dispatch();
  }

  @Override
  public void dispatch(String path) {
    context.dispatch(path);
  }

  @Override
  public void dispatch(ServletContext servletContext, String path) {
    context.dispatch(servletContext, path);
  }

  @Override
  public void start(Runnable work) {
    context.start(
        () -> {
          exchange.begin();
          run(work);
        });
  }

  /** Tells a failed session before Tomcat makes an error of the server of it. */
  private void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failure) {
      SessionException why = Refusals.causeOf(failure);
      if (why == null) {
        throw failure;
      }
      if (!exchange.isRefused()) {
        exchange.refuse(why);
        context.complete();
      }
    } finally {
      exchange.pause();
    }
  }

  @Override
  public void addListener(AsyncListener listener) {
    context.addListener(listener);
  }

  @Override
  public void addListener(
      AsyncListener listener, ServletRequest request, ServletResponse response) {
    context.addListener(listener, request, response);
  }

  @Override
  public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
    return context.createListener(type);
  }

  @Override
  public void setTimeout(long timeoutMillis) {
    context.setTimeout(timeoutMillis);
  }

  @Override
  public long getTimeout() {
    return context.getTimeout();
  }
}
