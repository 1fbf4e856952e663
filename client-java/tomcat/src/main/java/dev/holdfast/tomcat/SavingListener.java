package dev.holdfast.tomcat;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Saves what asynchronous work has left, and frees the lock, when the work is done. */
final class SavingListener implements AsyncListener {
  private final Exchange exchange;

  SavingListener(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public void onComplete(AsyncEvent event) {
    exchange.saveLate();
  }

  @Override
  public void onTimeout(AsyncEvent event) {}

  @Override
  public void onError(AsyncEvent event) {}

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
