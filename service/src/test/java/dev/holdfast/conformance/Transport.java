package dev.holdfast.conformance;

import java.util.Set;

/** A door of the service, as the cases use it. */
interface Transport extends AutoCloseable {
  /** Returns what a case may require and this door cannot do. */
  Set<String> lacks();

  /** Returns the member of an expectation that names the status of this door. */
  String statusMember();

  /**
   * Makes a call.
   *
   * @throws AssertionError for an answer that the protocol does not have
   */
  Observed send(Call.Caller caller, Call call);

  @Override
  void close();
}
