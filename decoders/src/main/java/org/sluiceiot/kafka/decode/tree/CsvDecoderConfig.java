package org.sluiceiot.kafka.decode.tree;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.json.JsonDecoderConfig;

/** CSV: every row is an item with a member per column. */
@Variant(value = "csv", title = "CSV")
public record CsvDecoderConfig(
    @Property(
            title = "Columns",
            help = "Names of the columns; without any, the first row names them.",
            optional = true,
            max = "1000")
        List<String> columns,
    @Property(
            title = "Separator",
            help =
                "The character between two values; auto finds it (comma, semicolon, tab or |) from"
                    + " the first rows.",
            defaultValue = CsvDecoderConfig.AUTO,
            min = "1",
            max = "4")
        String separator,
    @Property(
            title = "Decimal sign",
            help =
                "auto takes a comma for the decimal sign in columns in which it stands between"
                    + " digits, unless values are separated by commas; then a point groups"
                    + " thousands.",
            defaultValue = "auto")
        Decimal decimal,
    @Property(
            title = "Fields",
            help = "Where the fields of a row are, as for JSON: /column.",
            defaultValue = "{\"telemetry\": {\"*\": \"\"}, \"attributes\": {}}")
        JsonDecoderConfig fields)
    implements DecoderConfig, Validated {
  static final String AUTO = "auto";

  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvParser.Feature.TRIM_SPACES)
          .enable(CsvParser.Feature.EMPTY_STRING_AS_NULL)
          .enable(CsvParser.Feature.FAIL_ON_MISSING_HEADER_COLUMNS)
          .build();

  /** What stands between a number's whole and its decimals. */
  public enum Decimal {
    AUTO,
    POINT,
    COMMA
  }

  @Override
  public void validate(Problems problems) {
    if (!auto() && separator.length() != 1) {
      problems.at("separator").add("must be one character", "write auto, or ; or ,");
    }
  }

  private boolean auto() {
    return separator.equals(AUTO);
  }

  @Override
  public Decoder compile(DecoderContext context) {
    Map<Character, ObjectReader> readers = new ConcurrentHashMap<>();
    return TreeDecoder.of(record -> rows(record, readers), fields, context);
  }

  /**
   * @param readers by separator, each made when it is first needed
   */
  private JsonNode rows(SourceRecord record, Map<Character, ObjectReader> readers)
      throws DecodeException {
    byte[] value = CsvText.rows(record.value());
    char used = separator.charAt(0);
    if (!auto()) {
      CsvSeparator.check(value, used, columns.size());
    } else if (value != record.value()) {
      used = CsvText.named(record.value());
    } else {
      used = CsvSeparator.find(value, columns.size());
    }
    CsvRows rows = new CsvRows(new CsvCells(decimal, used));
    ObjectReader reader = readers.computeIfAbsent(used, this::reader);
    try (JsonParser parser = reader.createParser(value)) {
      rows.read(parser);
    } catch (IOException e) {
      throw CsvText.error(rows.size() + 1, e);
    }
    return rows.typed(JsonPayload.MAPPER.getNodeFactory());
  }

  private ObjectReader reader(char used) {
    CsvSchema.Builder schema = CsvSchema.builder().setColumnSeparator(used);
    schema.setUseHeader(columns.isEmpty());
    columns.forEach(schema::addColumn);
    return MAPPER.readerFor(JsonNode.class).with(schema.build());
  }
}
