package dev.holdfast.session;

import java.util.function.Supplier;

/**
 * Runs use cases: what they throw becomes a refusal, and the observer hears of each.
 *
 * @param observer who hears of them
 */
record GuardedCalls(CallObserver observer) {
  <T> Answer<T> run(CallObserver.Call name, Supplier<Answer<T>> call) {
    long start = System.nanoTime();
    Answer<T> answer = guarded(call);
    ErrorCode refusal = answer instanceof Answer.Refused<T>(var why) ? why.code() : null;
    observer.answered(name, refusal, System.nanoTime() - start);
    return answer;
  }

  private static <T> Answer<T> guarded(Supplier<Answer<T>> call) {
    try {
      return call.get();
    } catch (InvalidInputException e) {
      return Answer.refused(ErrorCode.INVALID_ARGUMENT, messageOf(e));
    } catch (PayloadTooLargeException e) {
      return Answer.refused(ErrorCode.PAYLOAD_TOO_LARGE, messageOf(e));
    } catch (StoreUnavailableException e) {
      return Answer.refused(ErrorCode.STORE_UNAVAILABLE, messageOf(e));
    } catch (OutcomeUnknownException e) {
      return Answer.refused(ErrorCode.OUTCOME_UNKNOWN, messageOf(e));
    }
  }

  private static String messageOf(RuntimeException e) {
    String message = e.getMessage();
    return message == null ? "no detail" : message;
  }
}
