package org.sluiceiot.kafka.decode.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.List;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;
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
            help = "The character between two values.",
            defaultValue = ",",
            min = "1",
            max = "1")
        String separator,
    @Property(
            title = "Fields",
            help = "Where the fields of a row are, as for JSON: /column.",
            defaultValue = "{\"telemetry\": {\"*\": \"\"}, \"attributes\": {}}")
        JsonDecoderConfig fields)
    implements DecoderConfig {
  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvParser.Feature.TRIM_SPACES)
          .enable(CsvParser.Feature.EMPTY_STRING_AS_NULL)
          .enable(CsvParser.Feature.FAIL_ON_MISSING_HEADER_COLUMNS)
          .build();

  @Override
  public Decoder compile(DecoderContext context) {
    CsvSchema.Builder schema = CsvSchema.builder().setColumnSeparator(separator.charAt(0));
    schema.setUseHeader(columns.isEmpty());
    columns.forEach(schema::addColumn);
    CsvSchema built = schema.build();
    return TreeDecoder.of(record -> rows(record, built), fields, context);
  }

  private static JsonNode rows(SourceRecord record, CsvSchema schema) throws DecodeException {
    ArrayNode rows = MAPPER.createArrayNode();
    try (MappingIterator<JsonNode> iterator =
        MAPPER.readerFor(JsonNode.class).with(schema).readValues(record.value())) {
      while (iterator.hasNextValue()) {
        rows.add(iterator.nextValue());
      }
      return rows;
    } catch (IOException e) {
      throw new DecodeException("row " + (rows.size() + 1) + " is not CSV: " + e.getMessage(), e);
    }
  }
}
