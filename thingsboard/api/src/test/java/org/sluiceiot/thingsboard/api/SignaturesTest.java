package org.sluiceiot.thingsboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every public member declared here is one of the host's, by name and descriptor. */
class SignaturesTest {
  private static final Path CLASSES = Path.of("target/classes");
  private static final Facts FACTS = Facts.load();

  static List<Class<?>> types() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      return files
          .filter(SignaturesTest::isClass)
          .sorted()
          .<Class<?>>map(SignaturesTest::type)
          .toList();
    }
  }

  @Test
  void seesTheWholeModule() throws IOException {
    assertThat(types()).hasSizeGreaterThan(35);
  }

  @ParameterizedTest
  @MethodSource("types")
  void isAsTheHostDeclaresIt(Class<?> type) {
    assertThat(FACTS.knows(type)).as("facts on %s", type.getName()).isTrue();
    String declared = FACTS.declaration(type);
    assertThat(declared.contains("interface ")).as(declared).isEqualTo(type.isInterface());
    assertThat(declared.contains("Annotation {")).as(declared).isEqualTo(type.isAnnotation());
    assertThat(declared.contains(" extends Enum<")).as(declared).isEqualTo(type.isEnum());
    if (Throwable.class.isAssignableFrom(type)) {
      assertThat(declared).contains("extends " + type.getSuperclass().getSimpleName() + " ");
    }
    for (Class<?> parent : type.getInterfaces()) {
      assertThat(declared).contains(parent.isAnnotation() ? "Annotation" : parent.getSimpleName());
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void hasOnlyMembersOfTheHost(Class<?> type) {
    for (Method method : type.getDeclaredMethods()) {
      if (ours(method)) {
        assertThat(FACTS.members(type)).as("%s", method).anyMatch(line -> same(line, method));
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (ours(constructor)) {
        assertThat(FACTS.members(type))
            .as("%s", constructor)
            .anyMatch(line -> same(line, constructor));
      }
    }
    for (Field field : type.getDeclaredFields()) {
      if (ours(field)) {
        assertThat(FACTS.members(type)).as("%s", field).anyMatch(line -> same(line, field));
      }
    }
  }

  private static boolean ours(Member member) {
    return Modifier.isPublic(member.getModifiers()) && !member.isSynthetic();
  }

  private static boolean same(String line, Method method) {
    Signature fact = Signature.parse(line);
    return fact.name().equals(method.getName())
        && fact.type() != null
        && Signature.means(fact.type(), method.getReturnType())
        && fact.takes(method.getParameterTypes())
        && sameStatic(fact, method);
  }

  private static boolean same(String line, Constructor<?> constructor) {
    Signature fact = Signature.parse(line);
    return fact.type() == null
        && fact.name().equals(constructor.getDeclaringClass().getName())
        && fact.takes(constructor.getParameterTypes());
  }

  private static boolean same(String line, Field field) {
    Signature fact = Signature.parse(line);
    return fact.parameters() == null
        && fact.name().equals(field.getName())
        && Signature.means(fact.type(), field.getType())
        && sameStatic(fact, field);
  }

  private static boolean sameStatic(Signature fact, Member member) {
    return fact.modifiers().contains("static") == Modifier.isStatic(member.getModifiers());
  }

  private static boolean isClass(Path file) {
    return file.toString().endsWith(".class");
  }

  private static Class<?> type(Path file) {
    String name = CLASSES.relativize(file).toString().replace('/', '.');
    try {
      return Class.forName(name.substring(0, name.length() - ".class".length()));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }
}
