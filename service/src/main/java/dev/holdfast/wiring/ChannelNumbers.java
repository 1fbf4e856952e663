package dev.holdfast.wiring;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The numbers by which the system knows channels: file descriptors. */
final class ChannelNumbers {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelNumbers.class);
  private static final @Nullable MethodHandle NUMBER = find();

  private ChannelNumbers() {}

  /** Returns the number of an open channel, or -1 if the JDK does not tell it. */
  static int of(SocketChannel channel) {
    try {
      return NUMBER == null ? -1 : (int) NUMBER.invoke(channel);
    } catch (Throwable e) { // what a method handle throws
      throw new IllegalStateException("no number of a channel", e);
    }
  }

  private static @Nullable MethodHandle find() {
    try {
      return MethodHandles.lookup()
          .findVirtual(
              Class.forName("sun.nio.ch.SelChImpl"), "getFDVal", MethodType.methodType(int.class));
    } catch (ReflectiveOperationException e) {
      LOG.info(
          "threads of their own read from the nodes, which takes more CPU:"
              + " start with --add-exports=java.base/sun.nio.ch=ALL-UNNAMED ({})",
          e.getClass().getSimpleName());
      return null;
    }
  }
}
