package dev.holdfast.store.memcached;

import dev.holdfast.session.Session;
import org.jspecify.annotations.Nullable;

/** What follows from the answers of the candidates of a key. */
sealed interface Verdict {
  /** More answers are needed, and may come. */
  record Undecided() implements Verdict {}

  /** There is no record. */
  record Absent() implements Verdict {}

  /** This is the record, and it survives the loss of any node. */
  record Standing(Session session) implements Verdict {}

  /**
   * This is the record, once it is written to more nodes.
   *
   * @param session the record
   * @param forked whether another record has the same counter, so that the candidates have to be
   *     asked again afterwards
   */
  record Incomplete(Session session, boolean forked) implements Verdict {}

  /** There was a record, and its payload is nowhere. */
  record Lost(Session header) implements Verdict {}

  /** Too few answers count. */
  record Unverified(@Nullable Session best) implements Verdict {}
}
