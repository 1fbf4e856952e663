package dev.holdfast.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.session.Durability;
import dev.holdfast.session.SessionStore;
import dev.holdfast.store.memory.InMemorySessionStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ForwardingSessionStoreTest implements SessionStoreContract {
  private final SteerableClock clock = new SteerableClock();
  private final SessionStore store =
      new Plain(new InMemorySessionStore(1 << 24, Duration.ofMinutes(5), clock));

  /** A decorator that changes nothing. */
  private static final class Plain extends ForwardingSessionStore {
    Plain(SessionStore delegate) {
      super(delegate);
    }
  }

  @Override
  public SessionStore store() {
    return store;
  }

  @Override
  public SteerableClock clock() {
    return clock;
  }

  @Override
  public Durability durability() {
    return Durability.MEMORY;
  }

  @Test
  void toStringTellsTheChainWhenStacked() {
    assertEquals(
        "Plain -> Plain -> InMemorySessionStore[16777216 bytes]", new Plain(store).toString());
  }

  @Test
  void everyMethodOfThePortIsForwardedWhenOneIsAdded() {
    for (var method : SessionStore.class.getMethods()) {
      assertEquals(
          ForwardingSessionStore.class,
          declaring(method.getName(), method.getParameterTypes()),
          method.getName());
    }
  }

  private static Class<?> declaring(String name, Class<?>[] parameters) {
    try {
      return ForwardingSessionStore.class.getMethod(name, parameters).getDeclaringClass();
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }
}
