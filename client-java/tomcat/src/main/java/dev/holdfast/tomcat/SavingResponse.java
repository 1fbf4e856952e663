package dev.holdfast.tomcat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** A response that has the sessions of its request saved before it commits. */
final class SavingResponse extends HttpServletResponseWrapper {
  private final Exchange exchange;
  private long writtenBytes;
  private @Nullable ServletOutputStream stream;
  private @Nullable PrintWriter writer;

  SavingResponse(HttpServletResponse response, Exchange exchange) {
    super(response);
    this.exchange = exchange;
  }

  /** The buffer is about to be sent. */
  void commits() {
    exchange.saveBeforeCommit();
  }

  /** So many bytes go into the buffer, which is sent when it is full. */
  void writes(long bytes) {
    writtenBytes += bytes;
    if (writtenBytes >= getBufferSize()) {
      commits();
    }
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    ServletOutputStream inner = super.getOutputStream();
    if (stream == null) {
      stream = new SavingStream(inner, this);
    }
    return stream;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    PrintWriter inner = super.getWriter();
    if (writer == null) {
      writer = SavingWriter.of(inner, this);
    }
    return writer;
  }

  @Override
  public void flushBuffer() throws IOException {
    commits();
    super.flushBuffer();
  }

  @Override
  public void reset() {
    super.reset();
    writtenBytes = 0;
    stream = null;
    writer = null;
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    writtenBytes = 0;
  }

  @Override
  public void sendError(int status) throws IOException {
    if (!exchange.isRefused()) {
      super.sendError(status);
    }
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    if (!exchange.isRefused()) {
      super.sendError(status, message);
    }
  }

  @Override
  public void sendRedirect(String location) throws IOException {
    if (!exchange.isRefused()) {
      super.sendRedirect(location);
    }
  }
}
