package dev.holdfast.client.attribute;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/** Reads objects of the classes that the application's class loader finds. */
final class LoadingInput extends ObjectInputStream {
  private final ClassLoader classLoader;

  LoadingInput(InputStream in, ClassLoader classLoader) throws IOException {
    super(in);
    this.classLoader = classLoader;
  }

  @Override
  protected Class<?> resolveClass(ObjectStreamClass description)
      throws IOException, ClassNotFoundException {
    try {
      return Class.forName(description.getName(), false, classLoader);
    } catch (ClassNotFoundException e) {
      return super.resolveClass(description); // It knows the primitive types.
    }
  }
}
