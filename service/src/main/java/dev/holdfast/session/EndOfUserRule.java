package dev.holdfast.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rule of an end of all sessions of a user: a live one of theirs becomes a tombstone.
 *
 * @param end makes the tombstone
 * @param user whose sessions end
 * @param kept the one that stays, or null for none
 * @param latest when a session that ends was created at the latest
 */
record EndOfUserRule(EndRule end, UserKey user, @Nullable Current kept, Instant latest)
    implements Rule {

  @Override
  public Decision decide(Current current, Instant now) {
    boolean ends =
        current.state() == Current.State.LIVE
            && user.equals(current.live().user())
            && !current.live().times().createTime().isAfter(latest)
            && !isKept(current);
    return ends ? end.decide(current, now) : new Decision.Nothing();
  }

  /** While a session moves there are two records of it, and both remember its last writes. */
  private boolean isKept(Current current) {
    return kept != null
        && (kept.key().equals(current.key())
            || (kept.live().times().createTime().equals(current.live().times().createTime())
                && kept.log().shares(current.log())));
  }
}
