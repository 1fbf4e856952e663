package dev.holdfast.wiring;

import io.grpc.ServerBuilder;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;

/** Runs every gRPC call on a virtual thread of its own. */
@Singleton
final class GrpcThreads implements BeanCreatedEventListener<ServerBuilder<?>> {
  @Override
  public ServerBuilder<?> onCreated(BeanCreatedEvent<ServerBuilder<?>> event) {
    return event.getBean().executor(Executors.newVirtualThreadPerTaskExecutor());
  }
}
