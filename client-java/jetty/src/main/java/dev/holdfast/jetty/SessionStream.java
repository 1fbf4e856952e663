package dev.holdfast.jetty;

import dev.holdfast.client.session.SessionConflictException;
import dev.holdfast.client.session.SessionException;
import dev.holdfast.client.session.SessionUnavailableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What goes out to the browser, below the saving of the session: where that failed, the response is
 * replaced before its first byte.
 */
final class SessionStream extends HttpStream.Wrapper {
  private final ServerRequest request;
  private boolean replaced;

  SessionStream(HttpStream wrapped, ServerRequest request) {
    super(wrapped);
    this.request = request;
  }

  @Override
  public void send(
      MetaData.Request asked,
      MetaData.@Nullable Response response,
      boolean last,
      @Nullable ByteBuffer content,
      Callback callback) {
    if (replaced) {
      callback.succeeded();
      return;
    }
    boolean begins = response != null && response.getStatus() >= 200;
    SessionException failure = begins ? request.commit() : null;
    if (failure == null || response == null) {
      super.send(asked, response, last, content, callback);
      return;
    }
    replaced = true;
    byte[] body = text(failure).getBytes(StandardCharsets.UTF_8);
    boolean head = HttpMethod.HEAD.is(asked.getMethod());
    super.send(
        asked,
        answer(failure, response, body.length),
        true,
        ByteBuffer.wrap(head ? new byte[0] : body),
        callback);
  }

  @Override
  public void succeeded() {
    request.end();
    super.succeeded();
  }

  @Override
  public void failed(Throwable why) {
    request.end();
    super.failed(why);
  }

  private MetaData.Response answer(
      SessionException failure, MetaData.Response instead, int bodyLength) {
    HttpFields.Mutable fields = HttpFields.build();
    if (request.hasMoved()) {
      for (HttpField cookie : instead.getHttpFields()) {
        if (cookie.getHeader() == HttpHeader.SET_COOKIE) {
          fields.add(cookie); // The old id of a session that was moved soon opens nothing.
        }
      }
    }
    if (failure instanceof SessionUnavailableException unavailable) {
      fields.put(HttpHeader.RETRY_AFTER, Long.toString(unavailable.retryAfterSeconds()));
    }
    fields.put(HttpHeader.CACHE_CONTROL, "no-store");
    fields.put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
    fields.put(HttpHeader.CONTENT_LENGTH, bodyLength);
    return new MetaData.Response(
        status(failure), null, instead.getHttpVersion(), fields.asImmutable(), bodyLength);
  }

  private static int status(SessionException failure) {
    if (failure instanceof SessionUnavailableException) {
      return 503;
    }
    return failure instanceof SessionConflictException ? 409 : 500;
  }

  private static String text(SessionException failure) {
    return switch (status(failure)) {
      case 503 -> "Your session cannot be reached now. You are not logged out. Try again soon.\n";
      case 409 -> "Another request changed the same. Try again.\n";
      default -> "Your session could not be used. You are not logged out.\n";
    };
  }
}
