package dev.holdfast.tomcat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** A stream that tells its response what it writes. */
final class SavingStream extends ServletOutputStream {
  private final ServletOutputStream stream;
  private final SavingResponse response;

  SavingStream(ServletOutputStream stream, SavingResponse response) {
    this.stream = stream;
    this.response = response;
  }

  @Override
  public void write(int each) throws IOException {
    response.writes(1);
    stream.write(each);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    response.writes(length);
    stream.write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    response.commits();
    stream.flush();
  }

  @Override
  public void close() throws IOException {
    response.commits();
    stream.close();
  }

  @Override
  public boolean isReady() {
    return stream.isReady();
  }

  @Override
  public void setWriteListener(WriteListener listener) {
    stream.setWriteListener(listener);
  }
}
