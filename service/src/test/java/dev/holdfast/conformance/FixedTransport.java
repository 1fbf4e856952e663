package dev.holdfast.conformance;

import java.util.Set;

/**
 * A door that answers the same to every call.
 *
 * @param answer the answer
 * @param lacks what it cannot do
 */
record FixedTransport(Observed answer, Set<String> lacks) implements Transport {
  @Override
  public String statusMember() {
    return "http";
  }

  @Override
  public Observed send(Call.Caller caller, Call call) {
    return answer;
  }

  @Override
  public void close() {}
}
