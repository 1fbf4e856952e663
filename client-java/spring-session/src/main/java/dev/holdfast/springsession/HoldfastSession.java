package dev.holdfast.springsession;

import dev.holdfast.client.UserHash;
import dev.holdfast.client.session.OwnTimeout;
import dev.holdfast.client.session.Saved;
import dev.holdfast.client.session.SessionException;
import dev.holdfast.client.session.WebSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.FlushMode;
import org.springframework.session.PrincipalNameIndexResolver;
import org.springframework.session.SaveMode;
import org.springframework.session.Session;

/**
 * One session of Spring Session, as one request works on it.
 *
 * <p>An attribute is decoded when it is asked for. The id carries this server's route, if it has
 * one. Safe for use by the threads of the request.
 */
public final class HoldfastSession implements Session {
  private static final Set<String> PRINCIPAL_ATTRIBUTES =
      Set.of(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "SPRING_SECURITY_CONTEXT");

  /** What a session reports that was not saved yet: the service's default. */
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

  private final WebSession web;
  private final Saving saving;
  private final SessionEvents events;
  private final CurrentRequest request;
  private final OwnTimeout timeout;
  private @Nullable Instant accessTime;
  private @Nullable SessionException failure;
  private boolean principalChanged;
  private boolean announced;

  HoldfastSession(WebSession web, Saving saving, SessionEvents events, CurrentRequest request) {
    this.web = web;
    this.saving = saving;
    this.events = events;
    this.request = request;
    this.timeout = new OwnTimeout(web);
    this.announced = !web.isNew();
    if (saving.saveMode() == SaveMode.ON_SET_ATTRIBUTE) {
      web.saveOnlyWhatWasPut();
    }
  }

  @Override
  public String getId() {
    return web.cookieValue();
  }

  /** Gives the session a new id at once; the old one reaches it for the grace of the settings. */
  @Override
  public String changeSessionId() {
    String oldId = getId();
    web.rotate();
    events.renamed(oldId, this);
    request.renamed(this);
    return getId();
  }

  /** Returns an attribute; null when there is none, or when it cannot be decoded. */
  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Spring Session has it so.
  public <T> @Nullable T getAttribute(String attributeName) {
    return (T) web.attribute(attributeName);
  }

  @Override
  public Set<String> getAttributeNames() {
    return web.attributeNames();
  }

  @Override
  public synchronized void setAttribute(String attributeName, @Nullable Object attributeValue) {
    if (attributeValue == null) {
      web.removeAttribute(attributeName);
    } else {
      web.attribute(attributeName, attributeValue);
    }
    principalChanged |= PRINCIPAL_ATTRIBUTES.contains(attributeName);
    saveIfImmediate();
  }

  @Override
  public void removeAttribute(String attributeName) {
    setAttribute(attributeName, null);
  }

  @Override
  public Instant getCreationTime() {
    return web.createTime();
  }

  /** Sets what {@link #getLastAccessedTime} returns in this request; the service keeps its own. */
  @Override
  public synchronized void setLastAccessedTime(Instant lastAccessedTime) {
    accessTime = lastAccessedTime;
  }

  @Override
  public synchronized Instant getLastAccessedTime() {
    return accessTime == null ? web.lastAccessedTime() : accessTime;
  }

  /**
   * Ends this session sooner than the namespace does: after the interval and at most a tenth more
   * without a request that may write. The namespace's own timeout holds in any case; zero or less
   * leaves it alone.
   */
  @Override
  public synchronized void setMaxInactiveInterval(Duration interval) {
    timeout.span(interval, saving.now());
    saveIfImmediate();
  }

  /** Returns the interval that was set, or else what the service has told. */
  @Override
  public Duration getMaxInactiveInterval() {
    Duration own = timeout.span();
    Instant expireTime = web.expireTime();
    if (own != null || expireTime == null) {
      return own == null ? DEFAULT_TIMEOUT : own;
    }
    Duration left = Duration.between(saving.now(), expireTime);
    return left.isNegative() ? Duration.ZERO : Duration.ofSeconds(left.plusMillis(999).toSeconds());
  }

  @Override
  public boolean isExpired() {
    return web.isEnded() || timeout.isOver(saving.now());
  }

  /**
   * Saves what changed and frees the lock. What failed once in a request is not tried again by it.
   */
  synchronized void finish() {
    if (failure != null) {
      throw failure;
    }
    if (!web.isEnded()) {
      save(true);
    }
  }

  /** Has the session stored as it is, and saves it now if that is the flush mode. */
  synchronized void begin() {
    web.keepWhenEmpty();
    saveIfImmediate();
  }

  synchronized void end() {
    web.invalidate();
  }

  private void saveIfImmediate() {
    if (saving.flushMode() == FlushMode.IMMEDIATE) {
      save(false);
    }
  }

  private void save(boolean release) {
    try {
      bindPrincipal();
      timeout.used(saving.now());
      announce(release ? web.finish() : web.save());
    } catch (SessionException e) {
      failure = e;
      throw e;
    }
  }

  private void bindPrincipal() {
    if (!principalChanged) {
      return;
    }
    principalChanged = false;
    String name = new PrincipalNameIndexResolver<HoldfastSession>().resolveIndexValueFor(this);
    if (name != null) {
      web.bindUser(UserHash.ofUserId(name));
    }
  }

  private void announce(Saved saved) {
    Instant expireTime = web.expireTime();
    if (saved == Saved.GONE || expireTime == null) {
      return;
    }
    events.used(getId(), expireTime);
    if (!announced) {
      announced = true;
      events.created(this);
    }
  }
}
