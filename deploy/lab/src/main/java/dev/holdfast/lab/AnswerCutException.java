package dev.holdfast.lab;

import java.io.IOException;

/** An HTTP answer began and broke off before its end. */
final class AnswerCutException extends IOException {
  private static final long serialVersionUID = 1L;

  AnswerCutException(IOException cause) {
    super("the answer broke off: " + cause.getMessage(), cause);
  }
}
