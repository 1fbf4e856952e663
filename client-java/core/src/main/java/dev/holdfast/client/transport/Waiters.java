package dev.holdfast.client.transport;

import java.util.concurrent.Semaphore;

/**
 * The calls that wait for an endpoint to come back while all refuse connections. They are few, so
 * that a long outage does not hold all threads of an app server; the others fail at once.
 */
final class Waiters {
  private final Semaphore places;

  Waiters(int most) {
    this.places = new Semaphore(most);
  }

  /** Takes a place, without waiting for one. */
  boolean enter() {
    return places.tryAcquire();
  }

  void leave() {
    places.release();
  }
}
