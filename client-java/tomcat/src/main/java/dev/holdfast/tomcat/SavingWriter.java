package dev.holdfast.tomcat;

import java.io.PrintWriter;
import java.io.Writer;

/** A writer that tells its response what it writes. */
final class SavingWriter extends PrintWriter {
  /** What a char may become in the encodings there are. */
  private static final int MOST_BYTES_OF_CHAR = 4;

  private final PrintWriter inner;

  private SavingWriter(Writer counting, PrintWriter inner) {
    super(counting);
    this.inner = inner;
  }

  static SavingWriter of(PrintWriter inner, SavingResponse response) {
    return new SavingWriter(new Counting(inner, response), inner);
  }

  /** Ends lines as Tomcat's writer does. */
  @Override
  public void println() {
    write("\r\n");
  }

  @Override
  public boolean checkError() {
    return super.checkError() || inner.checkError();
  }

  private static final class Counting extends Writer {
    private final PrintWriter inner;
    private final SavingResponse response;

    Counting(PrintWriter inner, SavingResponse response) {
      this.inner = inner;
      this.response = response;
    }

    @Override
    public void write(char[] chars, int offset, int length) {
      long bytes = length;
      for (int i = offset; i < offset + length; i++) {
        bytes += chars[i] < 0x80 ? 0 : MOST_BYTES_OF_CHAR - 1;
      }
      response.writes(bytes);
      inner.write(chars, offset, length);
    }

    @Override
    public void flush() {
      response.commits();
      inner.flush();
    }

    @Override
    public void close() {
      response.commits();
      inner.close();
    }
  }
}
