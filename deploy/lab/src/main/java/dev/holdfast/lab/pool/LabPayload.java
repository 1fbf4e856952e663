package dev.holdfast.lab.pool;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that tell which operation wrote them, and all of which follow from it. */
final class LabPayload {
  private static final int ID_LENGTH = 32;
  private static final int REPEATS = 16;

  private LabPayload() {}

  /**
   * Returns the payload of an operation, 512 bytes.
   *
   * @param operation 32 hexadecimal digits
   */
  static byte[] of(String operation) {
    return operation.repeat(REPEATS).getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns the operation whose payload this is to the last byte; "damaged" when of none. */
  static String operationIn(byte[] payload) {
    if (payload.length == ID_LENGTH * REPEATS) {
      String operation = new String(payload, 0, ID_LENGTH, StandardCharsets.US_ASCII);
      if (Arrays.equals(payload, of(operation))) {
        return operation;
      }
    }
    return "damaged";
  }
}
