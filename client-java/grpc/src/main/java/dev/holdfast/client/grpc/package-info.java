/** The client over the gRPC door of the service. */
@NullMarked
package dev.holdfast.client.grpc;

import org.jspecify.annotations.NullMarked;
