package dev.holdfast.tomcat;

import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.io.Serial;
import java.io.Serializable;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A value that says where it goes. */
final class Traveller
    implements Serializable, HttpSessionActivationListener, HttpSessionBindingListener {
  static final Queue<String> TOLD = new ConcurrentLinkedQueue<>();

  @Serial private static final long serialVersionUID = 1;

  @Override
  public void sessionWillPassivate(HttpSessionEvent event) {
    TOLD.add("leaves");
  }

  @Override
  public void sessionDidActivate(HttpSessionEvent event) {
    TOLD.add("arrives");
  }

  @Override
  public void valueBound(HttpSessionBindingEvent event) {
    TOLD.add("bound");
  }
}
