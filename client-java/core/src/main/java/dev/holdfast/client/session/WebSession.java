package dev.holdfast.client.session;

import dev.holdfast.client.TimeText;
import dev.holdfast.client.UserHash;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One session, as one request works on it. Safe for use by the threads of that request.
 *
 * <p>Values are this request's own: another request of the same session has its own objects, also
 * on the same server. What was changed inside a mutable value is found when the session is saved.
 * Notes are attributes for the adapter, which the application does not see.
 */
public final class WebSession {
  private static final String NOTE = "\0";
  private static final String USER_NOTE = "user";

  private final SessionRequest request;
  private final SessionContext context;
  private final SessionHandle handle;
  private final Attributes attributes;
  private final Instant useTime;
  private final boolean isNew;
  private SessionId id;
  private boolean keptWhenEmpty;
  private boolean ended;

  WebSession(SessionRequest request, SessionContext context, SessionId id, Loaded loaded) {
    this.request = request;
    this.context = context;
    this.id = id;
    this.handle = new SessionHandle(context, id.key(), loaded);
    this.attributes = attributes(context, handle);
    this.isNew = !handle.exists();
    this.useTime = loaded.useTime();
  }

  private static Attributes attributes(SessionContext context, SessionHandle handle) {
    try {
      return new Attributes(
          context.codecs(), context.hooks().observer(), handle.loadedAttributes());
    } catch (UnreadableSessionException unreadable) {
      handle.release();
      throw unreadable;
    }
  }

  /** Returns the id, without a route. */
  public synchronized String id() {
    return id.id();
  }

  /** Returns what the cookie has to say: the id with this server's route, if it has one. */
  public synchronized String cookieValue() {
    return id.cookieValue(context.settings().routing().route());
  }

  /** Whether this request created the session. */
  public boolean isNew() {
    return isNew;
  }

  /** Whether the session was ended, by this request or, as a save found out, by another one. */
  public synchronized boolean isEnded() {
    return ended;
  }

  /** Whether this request may change the session. */
  public boolean isReadOnly() {
    return handle.isReadOnly();
  }

  /** Returns when the session was created: by the service's clock, or just now by this server's. */
  public synchronized Instant createTime() {
    return handle.createTime();
  }

  /** Returns when the session ends unless it is used again; null before its first save. */
  public synchronized @Nullable Instant expireTime() {
    return handle.expireTime();
  }

  /**
   * Returns when an earlier request used the session: as far as this server has seen it or a save
   * has written it down, which is not to the second.
   */
  public synchronized Instant lastAccessedTime() {
    Instant noted = instant(attributes.get(SessionHandle.USE_NOTE));
    Instant known = useTime.isAfter(createTime()) ? useTime : createTime();
    return noted != null && noted.isAfter(known) ? noted : known;
  }

  /** Returns an attribute; null when there is none, or when it cannot be decoded. */
  public synchronized @Nullable Object attribute(String name) {
    requireLive();
    return attributes.get(name);
  }

  /**
   * Puts an attribute.
   *
   * @throws IllegalArgumentException when no codec takes such a value
   * @throws IllegalStateException when the session was ended, or the request may only read
   */
  public synchronized void attribute(String name, Object value) {
    requireWritable();
    attributes.put(name, value);
  }

  /** Removes an attribute, also one that cannot be decoded. */
  public synchronized void removeAttribute(String name) {
    requireWritable();
    attributes.remove(name);
  }

  /** Returns the names of the attributes, those included that cannot be decoded. */
  public synchronized Set<String> attributeNames() {
    requireLive();
    return attributes.names().stream()
        .filter(name -> !name.startsWith(NOTE))
        .collect(Collectors.toSet());
  }

  /** Returns the names of the attributes that were asked for and cannot be decoded. */
  public synchronized Set<String> undecodable() {
    return attributes.undecodable();
  }

  /** Returns a note; null when there is none. */
  public synchronized @Nullable Object note(String name) {
    return attributes.get(NOTE + name);
  }

  /** Puts a note, or removes it: null. */
  public synchronized void note(String name, @Nullable Object value) {
    requireWritable();
    if (value == null) {
      attributes.remove(NOTE + name);
    } else {
      attributes.put(NOTE + name, value);
    }
  }

  /**
   * Has only attributes saved that were put or removed: what was changed inside a value that was
   * read is not.
   */
  public synchronized void saveOnlyWhatWasPut() {
    attributes.saveOnlyWhatWasPut();
  }

  /** Binds the session to a user, by whom the service can list and end sessions. */
  public synchronized void bindUser(UserHash user) {
    note(USER_NOTE, user.value());
  }

  /** Has the session stored although it has no attribute. Otherwise an empty new one is not. */
  public synchronized void keepWhenEmpty() {
    keptWhenEmpty = true;
  }

  /**
   * Gives the session a new id at once, against session fixation and at log-in. The old one reaches
   * it for the grace of the settings.
   *
   * @throws SessionUnavailableException when nobody knows whether it has the new id
   * @throws SessionConflictException when another request gave it another one
   * @throws SessionGoneException when it was ended meanwhile
   */
  public String rotate() {
    String newId = WebSessions.newId();
    rotate(newId);
    return newId;
  }

  /** As {@link #rotate()}, to an id of the caller that nobody may be able to guess. */
  public synchronized void rotate(String newId) {
    requireWritable();
    SessionId to = new SessionId(newId, id.route());
    try {
      handle.rotate(to.key());
    } catch (SessionGoneException gone) {
      ended = true;
      throw gone;
    }
    request.rotated(newId, this);
    id = to;
  }

  /**
   * Ends the session at once; no late save brings it back.
   *
   * @throws SessionUnavailableException when nobody knows whether it has ended
   */
  public synchronized void invalidate() {
    requireLive();
    handle.end();
    ended = true;
  }

  /** Saves what changed, and keeps the lock. Throws as {@link SessionRequest#finish} does. */
  public synchronized Saved save() {
    return save(false);
  }

  /**
   * Saves what changed, and frees the lock with it. Throws as {@link SessionRequest#finish} does.
   */
  public synchronized Saved finish() {
    return save(true);
  }

  /** Frees the lock and saves nothing. */
  synchronized void abandon() {
    handle.release();
  }

  private Saved save(boolean release) {
    if (ended) {
      return Saved.GONE;
    }
    Saved saved = handle.isReadOnly() ? Saved.UNCHANGED : write(release);
    if (saved == Saved.UNCHANGED && release) {
      handle.leave();
    }
    ended = saved == Saved.GONE;
    return saved;
  }

  private Saved write(boolean release) {
    var changes = attributes.changes();
    boolean create = !handle.exists() && keptWhenEmpty;
    return changes.isEmpty() && !create
        ? Saved.UNCHANGED
        : handle.save(new Change(attributes, changes, user(), release));
  }

  private @Nullable UserHash user() {
    return note(USER_NOTE) instanceof String user ? new UserHash(user) : null;
  }

  private void requireLive() {
    if (ended) {
      throw new IllegalStateException("the session was ended");
    }
  }

  private void requireWritable() {
    requireLive();
    if (isReadOnly()) {
      throw new IllegalStateException(
          "the session is read-only in this request (expected: exclusive or optimistic mode)");
    }
  }

  private static @Nullable Instant instant(@Nullable Object text) {
    try {
      return text instanceof String time ? TimeText.parse(time) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
