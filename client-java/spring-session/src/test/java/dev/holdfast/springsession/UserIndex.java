package dev.holdfast.springsession;

import dev.holdfast.client.ReadAnswer;
import dev.holdfast.client.SessionClient;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.UserHash;
import dev.holdfast.client.UserSession;
import dev.holdfast.client.UserSessionsAnswer;
import dev.holdfast.client.Write;
import dev.holdfast.client.WriteAnswer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a service with a database adds to one in memory: it knows the sessions of a user. */
final class UserIndex {
  private final SessionClient service;
  private final Map<SessionKey, UserHash> users = new ConcurrentHashMap<>();

  UserIndex(SessionClient service) {
    this.service = service;
  }

  SessionClient client() {
    return (SessionClient)
        Proxy.newProxyInstance(
            UserIndex.class.getClassLoader(),
            new Class<?>[] {SessionClient.class},
            (proxy, method, arguments) -> {
              Object[] given = arguments == null ? new Object[0] : arguments;
              switch (method.getName()) {
                case "userSessions":
                  return list((UserHash) given[0]);
                case "endUserSessions":
                  return end((UserHash) given[0], (SessionKey) given[1]);
                default:
                  note(given);
              }
              try {
                return method.invoke(service, given);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void note(Object[] given) {
    if (given.length > 1 && given[1] instanceof Write write) {
      UserHash user = write.user();
      if (user != null) {
        users.put((SessionKey) given[0], user);
      }
    }
  }

  private UserSessionsAnswer list(UserHash user) {
    List<UserSession> found = new ArrayList<>();
    for (SessionKey key : keys(user)) {
      if (service.describe(key, false) instanceof ReadAnswer.Found live) {
        found.add(new UserSession("handle" + found.size(), live.session().times()));
      }
    }
    return new UserSessionsAnswer.Listed(found, false);
  }

  private WriteAnswer<Integer> end(UserHash user, @Nullable SessionKey except) {
    int ended = 0;
    for (SessionKey key : keys(user)) {
      if (!key.equals(except) && service.describe(key, false) instanceof ReadAnswer.Found) {
        service.end(key);
        ended++;
      }
    }
    return new WriteAnswer.Applied<>(ended);
  }

  private List<SessionKey> keys(UserHash user) {
    return users.entrySet().stream()
        .filter(entry -> entry.getValue().equals(user))
        .map(Map.Entry::getKey)
        .toList();
  }
}
