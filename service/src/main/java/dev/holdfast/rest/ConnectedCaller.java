package dev.holdfast.rest;

import dev.holdfast.session.AcquireRequest;
import dev.holdfast.session.Caller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The client at the other end of a connection. Through a proxy that is the proxy.
 *
 * @param connection over which it asks
 */
record ConnectedCaller(Channel connection) implements Caller {
  private static final AttributeKey<AtomicReference<Runnable>> LAST_WILL =
      AttributeKey.valueOf(ConnectedCaller.class, "lastWill");

  static AcquireRequest.Bond bond(HttpRequest<?> request, boolean endsWithConnection) {
    var caller = new ConnectedCaller(connectionOf(request));
    return new AcquireRequest.Bond(caller, endsWithConnection ? caller::leave : null);
  }

  /** The framework hands out requests in wrappers. */
  private static Channel connectionOf(HttpRequest<?> request) {
    HttpRequest<?> inner = request;
    while (inner instanceof HttpRequestWrapper<?> wrapper) {
      inner = wrapper.getDelegate();
    }
    if (inner instanceof NettyHttpRequest<?> netty) {
      return netty.getChannelHandlerContext().channel();
    }
    throw new IllegalStateException("request: " + inner.getClass() + " (expected: Netty's)");
  }

  @Override
  public boolean isGone() {
    return !connection.isActive();
  }

  @Override
  public Hook onGone(Runnable action) {
    GenericFutureListener<Future<Void>> listener = _ -> action.run();
    connection.closeFuture().addListener(listener);
    return () -> connection.closeFuture().removeListener(listener);
  }

  private void leave(Runnable lastWill) {
    AtomicReference<Runnable> fresh = new AtomicReference<>(lastWill);
    AtomicReference<Runnable> left = connection.attr(LAST_WILL).setIfAbsent(fresh);
    if (left == null) {
      connection.closeFuture().addListener(_ -> fresh.get().run());
    } else {
      left.set(lastWill);
      if (isGone()) {
        lastWill.run(); // what was left before may have run in its place
      }
    }
  }
}
