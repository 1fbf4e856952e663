package dev.holdfast.springsession;

import dev.holdfast.client.SessionClient;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.UserHash;
import dev.holdfast.client.UserSessionsAnswer;
import dev.holdfast.client.WriteAnswer;
import dev.holdfast.client.session.RequestPolicy;
import dev.holdfast.client.session.SessionConflictException;
import dev.holdfast.client.session.SessionId;
import dev.holdfast.client.session.SessionUnavailableException;
import dev.holdfast.client.session.WebSession;
import dev.holdfast.client.session.WebSessions;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;

/**
 * The sessions of an application, in the session service.
 *
 * <p>Within a request that {@link HoldfastSessionFilter} serves, a session is asked for once and
 * worked on as the rules for the path say. Elsewhere each call asks, takes no lock and merges.
 *
 * <p>Every method throws {@link SessionUnavailableException} when nobody knows: null always means
 * that there is no session.
 */
public final class HoldfastSessionRepository
    implements FindByIndexNameSessionRepository<HoldfastSession> {
  private final SessionClient client;
  private final WebSessions sessions;
  private final Saving saving;
  private final SessionEvents events;

  /**
   * A repository that saves at the end of a request what changed, also within values.
   *
   * @param client of the sessions, for the calls by user
   * @param sessions of the application
   * @param publisher is told of sessions created, deleted and expired
   */
  public HoldfastSessionRepository(
      SessionClient client, WebSessions sessions, ApplicationEventPublisher publisher) {
    this(
        client,
        sessions,
        publisher,
        new Saving(FlushMode.ON_SAVE, SaveMode.ON_GET_ATTRIBUTE, InstantSource.system()));
  }

  HoldfastSessionRepository(
      SessionClient client,
      WebSessions sessions,
      ApplicationEventPublisher publisher,
      Saving saving) {
    this.client = client;
    this.sessions = sessions;
    this.saving = saving;
    this.events = new SessionEvents(this, publisher, saving);
  }

  /**
   * Opens a repository.
   *
   * @param flushMode whether each change is saved at once, or all at the end
   * @param saveMode {@link SaveMode#ON_SET_ATTRIBUTE}: attributes that were put or removed; the
   *     others: also those whose value changed inside after it was read. An attribute whose bytes
   *     are the same is never saved again, and one that nobody read cannot have changed
   */
  public static HoldfastSessionRepository open(
      SessionClient client,
      WebSessions sessions,
      ApplicationEventPublisher publisher,
      FlushMode flushMode,
      SaveMode saveMode) {
    Saving saving = new Saving(flushMode, saveMode, InstantSource.system());
    return new HoldfastSessionRepository(client, sessions, publisher, saving);
  }

  @Override
  public HoldfastSession createSession() {
    CurrentRequest request = request();
    HoldfastSession session = session(request, request.request().create());
    session.begin();
    return session;
  }

  /**
   * Saves what changed and frees the session's lock.
   *
   * @throws SessionConflictException when another request changed the same
   */
  @Override
  public void save(HoldfastSession session) {
    session.finish();
  }

  @Override
  public @Nullable HoldfastSession findById(String id) {
    CurrentRequest request = request();
    Optional<WebSession> found = request.request().find(id);
    if (found.isEmpty()) {
      events.absent(id);
      return null;
    }
    HoldfastSession session = session(request, found.get());
    if (session.isExpired()) {
      var last = SessionEvents.last(session);
      session.end();
      events.expired(last);
      return null;
    }
    var expireTime = found.get().expireTime();
    if (expireTime != null) {
      events.used(id, expireTime);
    }
    return session;
  }

  /** Ends a session at once; no late save brings it back. */
  @Override
  public void deleteById(String id) {
    HoldfastSession session = findById(id);
    if (session != null) {
      var last = SessionEvents.last(session);
      session.end();
      events.deleted(last);
    }
  }

  /**
   * Returns nothing for an index that is not kept, and refuses the index by principal: the service
   * never sees a session id, so it cannot give one.
   *
   * @throws UnsupportedOperationException for {@link #PRINCIPAL_NAME_INDEX_NAME}; use {@link
   *     #userSessions} and {@link #endUserSessions}
   */
  @Override
  public Map<String, HoldfastSession> findByIndexNameAndIndexValue(
      String indexName, String indexValue) {
    if (!PRINCIPAL_NAME_INDEX_NAME.equals(indexName)) {
      return Map.of();
    }
    throw new UnsupportedOperationException(
        "sessions by principal: the service keeps no session ids"
            + " (expected: userSessions(principal) to list, endUserSessions(principal) to end)");
  }

  /**
   * Lists the sessions of a user: when each was created and expires, under an opaque handle, and
   * whether there may be more.
   *
   * @param principalName the name that the session's principal has
   * @throws PrincipalIndexException when the service has no database, or does not answer
   */
  public UserSessionsAnswer.Listed userSessions(String principalName) {
    UserSessionsAnswer answer = client.userSessions(UserHash.ofUserId(principalName));
    if (answer instanceof UserSessionsAnswer.Listed listed) {
      return listed;
    }
    throw new PrincipalIndexException(((UserSessionsAnswer.Unknown) answer).problem());
  }

  /**
   * Ends the sessions of a user, on all servers, and returns how many.
   *
   * @throws PrincipalIndexException when the service has no database, or does not answer
   */
  public int endUserSessions(String principalName) {
    return endUserSessions(principalName, null);
  }

  /** As {@link #endUserSessions(String)}, but for the session of an id, or null. */
  public int endUserSessions(String principalName, @Nullable String exceptSessionId) {
    SessionKey except = exceptSessionId == null ? null : SessionId.parse(exceptSessionId).key();
    WriteAnswer<Integer> answer = client.endUserSessions(UserHash.ofUserId(principalName), except);
    if (answer instanceof WriteAnswer.Applied<Integer> applied) {
      return applied.value();
    }
    throw new PrincipalIndexException(
        answer instanceof WriteAnswer.NotApplied<Integer> refused
            ? refused.problem()
            : ((WriteAnswer.Unknown<Integer>) answer).problem());
  }

  /** Begins the request of a path. */
  CurrentRequest begin(String path) {
    return new CurrentRequest(sessions.begin(path));
  }

  private CurrentRequest request() {
    CurrentRequest bound = CurrentRequest.bound();
    return bound == null ? new CurrentRequest(sessions.begin(RequestPolicy.OPTIMISTIC)) : bound;
  }

  private HoldfastSession session(CurrentRequest request, WebSession session) {
    return request.session(session, web -> new HoldfastSession(web, saving, events, request));
  }
}
