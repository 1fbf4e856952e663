package dev.holdfast.client.attribute;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Java serialization behind an allow-list of classes.
 *
 * <p>A class that could not be read again is refused when it is written, so that what an
 * application stores comes back. Classes are found by the application's class loader.
 */
public final class JavaSerialization implements AttributeCodec {
  /** What is always allowed: values, collections and times of {@code java.base}. */
  public static final List<String> STANDARD_CLASSES =
      List.of(
          "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.Character",
          "java.lang.Double",
          "java.lang.Enum",
          "java.lang.Float",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Number",
          "java.lang.Object",
          "java.lang.Short",
          "java.lang.String",
          "java.lang.StringBuffer",
          "java.lang.StringBuilder",
          "java.math.*",
          "java.net.URI",
          "java.time.**",
          "java.util.*",
          "java.util.concurrent.**");

  private static final Set<Class<?>> IMMUTABLE =
      Set.of(
          Boolean.class,
          Byte.class,
          Character.class,
          Double.class,
          Float.class,
          Integer.class,
          Long.class,
          Short.class,
          String.class);

  private final AllowedClasses filter;
  private final Supplier<ClassLoader> classLoader;

  private JavaSerialization(AllowedClasses filter, Supplier<ClassLoader> classLoader) {
    this.filter = filter;
    this.classLoader = classLoader;
  }

  /**
   * Returns a codec for the standard classes and those of the application.
   *
   * @param applicationClasses patterns as of {@link ObjectInputFilter.Config#createFilter}, each a
   *     class, a package {@code com.example.*}, or a package with those below it {@code
   *     com.example.**}
   * @param classLoader the application's
   * @throws IllegalArgumentException for a malformed pattern
   */
  public static JavaSerialization allowing(
      List<String> applicationClasses, Supplier<ClassLoader> classLoader) {
    for (String pattern : applicationClasses) {
      if (pattern.isBlank() || pattern.contains(";") || pattern.equals("*")) {
        throw new IllegalArgumentException(
            "allowed class: '%s' (expected: such as com.example.Cart or com.example.**)"
                .formatted(pattern));
      }
    }
    String allowed =
        String.join(";", STANDARD_CLASSES) + ";" + String.join(";", applicationClasses);
    return new JavaSerialization(new AllowedClasses(allowed), classLoader);
  }

  @Override
  public String id() {
    return "java";
  }

  @Override
  public boolean encodes(Object value) {
    return value instanceof Serializable;
  }

  @Override
  public boolean isImmutable(Object value) {
    return IMMUTABLE.contains(value.getClass())
        || value instanceof Enum
        || value.getClass().getPackageName().equals("java.time");
  }

  @Override
  public byte[] encode(Object value) throws AttributeException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (ObjectOutputStream out = new CheckingOutput(bytes, filter)) {
      out.writeObject(value);
    } catch (NotSerializableException e) {
      throw new AttributeException(
          e.getMessage() + " is not serializable (within a " + value.getClass().getName() + ")", e);
    } catch (ForbiddenClassException e) {
      throw new AttributeException(
          "%s is not among the allowed classes (within a %s)"
              .formatted(e.className(), value.getClass().getName()),
          e);
    } catch (IOException | RuntimeException e) {
      throw new AttributeException(
          "a %s cannot be serialized".formatted(value.getClass().getName()), e);
    }
    return bytes.toByteArray();
  }

  @Override
  public Object decode(byte[] bytes) throws AttributeException {
    try (ObjectInputStream in =
        new LoadingInput(new ByteArrayInputStream(bytes), classLoader.get())) {
      in.setObjectInputFilter(filter);
      return in.readObject();
    } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError e) {
      throw new AttributeException(
          "a serialized object of %d bytes cannot be read: %s".formatted(bytes.length, reason(e)),
          e);
    }
  }

  /** The messages of a missing or changed class name the class, which helps; others might not. */
  private static String reason(Throwable failure) {
    boolean namesClass =
        failure instanceof ClassNotFoundException
            || failure instanceof LinkageError
            || failure instanceof java.io.InvalidClassException;
    String kind = failure.getClass().getSimpleName();
    return namesClass ? kind + " " + failure.getMessage() : kind;
  }
}
