package org.sluiceiot.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.Choices;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Property;

/** What the configuration reader accepts, the description accepts too. */
class ReaderAndSchemaTest {
  private static final int ROUNDS = 400;

  @Test
  void nothingThatTheReaderTakesIsRefused() {
    long seed = new Random().nextLong();
    System.out.println("ReaderAndSchemaTest seed=" + seed);
    Random random = new Random(seed);
    int accepted = 0;
    Set<Class<? extends Record>> records = records();
    assertThat(records).hasSizeGreaterThan(50);
    for (Class<? extends Record> type : records) {
      JsonNode descriptor = descriptor(type);
      DescriptorValidator validator = new DescriptorValidator(descriptor);
      RandomConfig configs = new RandomConfig(descriptor, random);
      for (int i = 0; i < ROUNDS; i++) {
        JsonNode config = configs.next();
        if (reads(config, type)) {
          accepted++;
          assertThat(validator.validate(config))
              .as("%s %s seed=%d", type.getName(), config, seed)
              .isEmpty();
        }
      }
    }
    System.out.println("ReaderAndSchemaTest accepted=" + accepted);
    assertThat(accepted).isGreaterThan(records.size() * ROUNDS / 5);
  }

  private static boolean reads(JsonNode config, Class<? extends Record> type) {
    var reading = ConfigReader.tryRead(config, type);
    return reading.problems().isEmpty() && reading.unknown().isEmpty();
  }

  private static JsonNode descriptor(Class<? extends Record> type) {
    return Descriptors.describe(new Described("x", "settings", "X", "X.", 1, List.of(), type));
  }

  /** Every record that a configuration of a discovered type may hold. */
  private static Set<Class<? extends Record>> records() {
    Set<Class<? extends Record>> found = new LinkedHashSet<>();
    Descriptors.discover(ReaderAndSchemaTest.class.getClassLoader())
        .forEach(described -> collect(described.config(), null, found));
    return found;
  }

  private static void collect(Type type, Property property, Set<Class<? extends Record>> found) {
    if (type instanceof ParameterizedType parameterized) {
      for (Type argument : parameterized.getActualTypeArguments()) {
        collect(argument, property, found);
      }
    } else if (type instanceof Class<?> raw && !Choices.of(raw, property).isEmpty()) {
      for (Class<? extends Record> variant : Choices.of(raw, property)) {
        collect(variant, null, found);
      }
    } else if (type instanceof Class<?> raw
        && raw.isRecord()
        && raw != org.sluiceiot.api.config.DataSize.class
        && found.add(raw.asSubclass(Record.class))) {
      for (RecordComponent component : raw.getRecordComponents()) {
        collect(component.getGenericType(), component.getAnnotation(Property.class), found);
      }
    }
  }
}
