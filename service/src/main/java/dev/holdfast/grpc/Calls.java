package dev.holdfast.grpc;

import dev.holdfast.session.Answer;
import dev.holdfast.session.ErrorCode;
import dev.holdfast.session.InvalidInputException;
import dev.holdfast.session.Namespace;
import dev.holdfast.session.Namespaces;
import dev.holdfast.session.Refusal;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one unary call: lets the caller into the namespace, and answers with a message or a status.
 */
@Singleton
final class Calls {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

  private final Namespaces namespaces;

  Calls(Namespaces namespaces) {
    this.namespaces = namespaces;
  }

  /**
   * Runs a call to its end.
   *
   * @param call the use case
   * @param message what its value is on the wire
   */
  <T, R> void run(
      String namespace,
      StreamObserver<R> observer,
      Function<Namespace, Answer<T>> call,
      Function<? super T, R> message) {
    switch (answer(namespace, call)) {
      case Answer.Done<T>(var value) -> {
        observer.onNext(message.apply(value));
        observer.onCompleted();
      }
      case Answer.Refused<T>(var refusal) -> observer.onError(GrpcErrors.of(refusal));
    }
  }

  private <T> Answer<T> answer(String namespace, Function<Namespace, Answer<T>> call) {
    try {
      return namespaces.enter(namespace, TokenInterceptor.token()).then(call);
    } catch (InvalidInputException e) {
      String message = e.getMessage();
      return Answer.refused(ErrorCode.INVALID_ARGUMENT, message == null ? "bad input" : message);
    } catch (RuntimeException e) {
      LOG.error("a call failed", e);
      return Answer.refused(
          Refusal.of(ErrorCode.INTERNAL, "an unexpected fault; the log of the replica tells more"));
    }
  }
}
