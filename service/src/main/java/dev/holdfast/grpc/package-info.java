/** The gRPC door: holdfast.v1 messages to use cases and back, errors as google.rpc.ErrorInfo. */
@NullMarked
package dev.holdfast.grpc;

import org.jspecify.annotations.NullMarked;
