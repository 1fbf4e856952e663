package dev.holdfast.springsession;

import java.time.Instant;
import java.time.InstantSource;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;

/** When sessions are saved, and which attributes. */
record Saving(FlushMode flushMode, SaveMode saveMode, InstantSource clock) {
  Instant now() {
    return clock.instant();
  }
}
