package dev.holdfast.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OperationIdTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"0123456789abcdefABCDEF0123456789", "01234567-89ab-cdef-ABCD-EF0123456789"})
  void takesAUuidWithOrWithoutDashes(String value) {
    assertEquals(value, new OperationId(value).value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789abcdefABCDEF012345678",
        "0123456789abcdefABCDEF012345678g",
        "01234567-89ab-cdefABCD-EF0123456789",
        "01234567089ab-cdef-ABCD-EF0123456789",
        "01234567-89ab-cdef-ABCD-EF012345678-",
        "-1234567-89ab-cdef-ABCD-EF0123456789"
      })
  void refusesAnotherForm(String value) {
    assertThrows(IllegalArgumentException.class, () -> new OperationId(value));
  }

  @Test
  void randomIsNewEachTime() {
    assertNotEquals(OperationId.random(), OperationId.random());
  }
}
