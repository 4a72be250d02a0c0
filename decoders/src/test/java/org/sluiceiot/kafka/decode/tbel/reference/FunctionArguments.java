package org.sluiceiot.kafka.decode.tbel.reference;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Arguments for each function: what converters hand over, and what they hand over by mistake. */
public final class FunctionArguments {
  private final Random random;

  public FunctionArguments(Random random) {
    this.random = random;
  }

  /**
   * @param types of the parameters, as functions.txt writes them
   * @return a value for each; null where this class does not know the function
   */
  public List<Object> of(String function, List<String> types) {
    List<Object> arguments = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Object value =
          switch (types.get(i)) {
            case "String" -> i == 0 || types.get(0).equals("double") ? text(function) : charset();
            case "Object" -> function.equals("stringToBytes") ? words() : any();
            case "List" -> list(function, i);
            case "Map" -> map(2);
            case "byte[]" -> bytes(function);
            case "byte" -> (byte) random.nextInt();
            case "char" -> "0 x é".charAt(random.nextInt(5));
            case "boolean" -> random.nextBoolean();
            case "int" -> whole(function, i);
            case "Integer" -> integer();
            case "Long", "long" -> longInteger();
            case "Float", "float" -> real().floatValue();
            case "Double", "double" -> function.startsWith("isInside") ? place(i) : real();
            default -> null;
          };
      if (value == null) {
        return null;
      }
      arguments.add(value);
    }
    return arguments;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String charset() {
    return one(List.of("UTF-8", "UTF-16BE", "ISO-8859-1", "US-ASCII", "no-such"));
  }

  private String words() {
    return one(
        List.of(
            "",
            "hi",
            "h\u00e9 \u20ac",
            "a b/c?d=e&f#g",
            "100%",
            "\ud83d\ude00",
            "x+y~z!'()*;,:@$"));
  }

  private Object any() {
    return one(List.of(words(), 1, 2.5, true, List.of(1), Map.of("a", 1), new byte[] {1}));
  }

  private String text(String function) {
    return switch (function) {
      case "btoa", "encodeURI", "padStart", "padEnd", "raiseError" -> words();
      case "decodeURI" ->
          one(List.of(ReferenceTexts.encodeURI(words()), "a%20b+c", "%C3%A9", "%zz"));
      case "atob", "base64ToBytes", "base64ToBytesList", "base64ToHex" -> base64();
      case "decodeToJson" -> new JsonTexts(random).text();
      case "isInsideCircle" -> new Perimeters(random).circle();
      case "isInsidePolygon" -> new Perimeters(random).polygon();
      default -> new NumberTexts(random).text();
    };
  }

  private String base64() {
    byte[] bytes = new byte[random.nextInt(9)];
    random.nextBytes(bytes);
    String exact = Base64.getEncoder().encodeToString(bytes);
    return random.nextInt(6) > 0 ? exact : exact.replace("=", "") + one(List.of("", "=", "*", " "));
  }

  private byte[] bytes(String function) {
    byte[] bytes = new byte[random.nextInt(4) == 0 ? 8 : random.nextInt(12)];
    random.nextBytes(bytes);
    if (function.startsWith("parseBinaryArray")) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] &= 1;
      }
    }
    return bytes;
  }

  private List<Object> list(String function, int position) {
    if (function.equals("toFlatMap")) {
      return position == 0 ? List.of() : List.of(one(List.of("a", "b", "c")), "x");
    }
    if (function.equals("toSet")) {
      return new ArrayList<>(one(List.of(List.of(), List.of(1, 1, 2), List.of("a", 1, "a"))));
    }
    if (function.equals("decodeToJson")) {
      byte[] json = new JsonTexts(random).text().getBytes(StandardCharsets.UTF_8);
      return boxed(json);
    }
    List<Object> list = boxed(bytes(function));
    int change = random.nextInt(5);
    for (int i = 0; change < 2 && i < list.size(); i++) {
      list.set(i, change == 0 ? Integer.valueOf((Byte) list.get(i)) : (Byte) list.get(i) & 0xFF);
    }
    if (change == 2 && !list.isEmpty() && function.contains("ToString")) {
      list.set(0, one(List.of("65", "0x41", "300", 256, -129, 65L, 6.5, true)));
    }
    return list;
  }

  private static List<Object> boxed(byte[] bytes) {
    List<Object> list = new ArrayList<>();
    for (byte each : bytes) {
      list.add(each);
    }
    return list;
  }

  private Map<String, Object> map(int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (String name : List.of("a", "b", "c", "0", "x.y", "")) {
      if (random.nextBoolean()) {
        map.put(name, member(depth));
      }
    }
    return map;
  }

  private Object member(int depth) {
    return switch (random.nextInt(depth > 0 ? 5 : 2)) {
      case 0 -> random.nextInt(100);
      case 1 -> "text";
      case 2 -> map(depth - 1);
      default -> new ArrayList<>(List.of(member(depth - 1), member(depth - 1)));
    };
  }

  /** An offset, a length, a radix or a number of decimals. */
  private int whole(String function, int position) {
    if (function.startsWith("pad")) {
      return random.nextInt(-2, 12);
    }
    if (function.contains("Radix") || function.matches("parse(Int|Long|Float|Double)")) {
      return one(List.of(0, 2, 8, 10, 10, 16, 16, 25, 30, 36, 3, 37, -1));
    }
    if (function.equals("toFixed")) {
      return random.nextInt(-1, 7);
    }
    if (function.endsWith("ToBinaryArray")) {
      return one(List.of(0, 1, 3, 8, 12, 16, 33, 40, 64, 65, 100, -1));
    }
    if (function.endsWith("ToHex")) {
      return random.nextInt(-2, 10);
    }
    return position == 1 ? random.nextInt(-1, 6) : random.nextInt(-1, 10);
  }

  private Integer integer() {
    return random.nextBoolean()
        ? random.nextInt() >> random.nextInt(32)
        : one(
            List.of(0, 1, -1, 255, 256, -256, -128, -32769, Integer.MAX_VALUE, Integer.MIN_VALUE));
  }

  private Long longInteger() {
    return random.nextBoolean()
        ? random.nextLong() >> random.nextInt(64)
        : one(List.of(0L, 1L, -1L, 255L, 1L << 32, -1L << 31, Long.MAX_VALUE, Long.MIN_VALUE));
  }

  private Double real() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextGaussian() * 1000;
      case 1 -> Double.longBitsToDouble(random.nextLong());
      case 2 -> one(List.of(0.0, -0.0, 1.005, 2.5, -2.5, 1e20, Double.NaN, 1 / 0.0, 0.05));
      default -> random.nextInt(-1000, 1000) / 8.0;
    };
  }

  private double place(int position) {
    return position == 0 ? random.nextDouble(-1, 5) : random.nextDouble(-1, 5);
  }
}
