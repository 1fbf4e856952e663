package dev.holdfast.jetty;

import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An attribute that is told when its session comes and goes. */
final class Listener implements HttpSessionActivationListener, Serializable {
  private static final long serialVersionUID = 1;
  static final List<String> TOLD = new CopyOnWriteArrayList<>();

  @Override
  public void sessionWillPassivate(HttpSessionEvent event) {
    TOLD.add("passivate");
  }

  @Override
  public void sessionDidActivate(HttpSessionEvent event) {
    TOLD.add("activate");
  }
}
