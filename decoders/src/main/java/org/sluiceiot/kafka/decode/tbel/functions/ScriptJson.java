package org.sluiceiot.kafka.decode.tbel.functions;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.mvel2.ExecutionContext;
import org.mvel2.execution.ExecutionArrayList;
import org.mvel2.execution.ExecutionHashMap;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.script.ScriptResult;

/** {@code JSON} as scripts know it: {@code parse} and {@code stringify}. Stateless. */
public final class ScriptJson {
  private static final int MAP_SIZE = 16;

  private ScriptJson() {}

  /**
   * Reads JSON into the script's own maps and lists, counted against its memory. A member that is
   * null is left out, as the language's maps cannot hold it.
   *
   * @param json may be null, which yields null
   */
  public static Object parse(ExecutionContext context, String json) throws JsonProcessingException {
    if (json == null) {
      return null;
    }
    try (JsonParser parser = JsonPayload.MAPPER.createParser(json)) {
      if (parser.nextToken() == null) {
        throw new IllegalArgumentException("an empty text is not JSON");
      }
      return value(context, parser);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text in memory cannot fail to be read
    }
  }

  private static Object value(ExecutionContext context, JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(context, parser);
      case START_ARRAY -> array(context, parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> finite(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static double finite(JsonParser parser) throws IOException {
    double number = parser.getDoubleValue();
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("the number " + parser.getText() + " is not JSON");
    }
    return number;
  }

  private static Object object(ExecutionContext context, JsonParser parser) throws IOException {
    ExecutionHashMap<String, Object> map = new ExecutionHashMap<>(MAP_SIZE, context);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      map.put(name, value(context, parser));
    }
    return map;
  }

  private static Object array(ExecutionContext context, JsonParser parser) throws IOException {
    ExecutionArrayList<Object> list = new ExecutionArrayList<>(context);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(context, parser));
    }
    return list;
  }

  /** Compact JSON; {@code null} for null. */
  public static String stringify(Object value) {
    return ScriptResult.of(value).toString();
  }
}
