package dev.holdfast.client.session;

import dev.holdfast.client.ReadAnswer;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.SessionTimes;
import java.time.Instant;

/** Tells the service of the use of a session that was served from this server's copy. */
record IdleSlide(SessionContext context) {

  /** Slides the idle timeout if that is due. What goes wrong hurts nobody now. */
  void ofCopy(SessionKey key) {
    NearCopy copy = context.copies().get(key);
    Instant now = context.now();
    if (copy == null || !copy.isSlideDue(now)) {
      return;
    }
    ReadAnswer answer = context.client().touch(key);
    if (answer instanceof ReadAnswer.Found found && found.session().etag().equals(copy.etag())) {
      SessionTimes told = found.session().times();
      context.copies().update(key, copy.etag(), each -> each.checkedAt(now, told));
    } else if (answer instanceof ReadAnswer.Unknown unknown) {
      context.hooks().observer().courtesyFailed(unknown.problem());
    } else if (answer instanceof ReadAnswer.Absent) {
      context.copies().end(key);
    } else {
      context.copies().remove(key); // Another server has saved the session since.
    }
  }
}
