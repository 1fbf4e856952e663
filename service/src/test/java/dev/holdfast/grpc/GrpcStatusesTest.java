package dev.holdfast.grpc;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.google.rpc.Code;
import dev.holdfast.api.v1.ErrorReason;
import dev.holdfast.session.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GrpcStatusesTest {
  @ParameterizedTest
  @EnumSource
  void ofGivesAFailureForEveryCode(ErrorCode code) {
    assertNotEquals(Code.OK, GrpcStatuses.of(code));
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonIsPartOfTheContract(ErrorCode code) {
    assertNotNull(ErrorReason.valueOf(code.reason()));
  }
}
