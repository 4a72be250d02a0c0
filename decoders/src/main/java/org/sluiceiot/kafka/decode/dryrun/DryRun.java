package org.sluiceiot.kafka.decode.dryrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.EntityJson;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.script.ResultDecoder;

/**
 * Decodes one record as production would and delivers nothing; the one way of REST, page and
 * command line. Stateless, safe for any thread.
 */
public final class DryRun {
  private static final Logger LOG = LoggerFactory.getLogger(DryRun.class);
  private static final Pattern PLACE = Pattern.compile("line (\\d+)(?:, column (\\d+))?");

  private DryRun() {}

  /** What is asked of a record; see {@link #answer}. */
  @FunctionalInterface
  public interface Question {
    /**
     * @param answer takes what is found
     * @throws DecodeException the record cannot be decoded
     */
    void ask(SourceRecord record, ObjectNode answer) throws DecodeException;
  }

  /** What production does with a decoder's entities, beside delivering them. */
  @FunctionalInterface
  public interface Rules {
    /**
     * @return the entities that would be delivered
     * @throws DecodeException a rule is broken
     */
    List<EntityData> apply(List<EntityData> entities) throws DecodeException;
  }

  /**
   * Asks about the record of a form.
   *
   * @param form see {@link RecordForm}
   * @return what was asked for, or {@code {"error"}} with {@code line} and {@code column} where
   *     known; never throws for what the record holds
   */
  public static ObjectNode answer(JsonNode form, Question question) {
    ObjectNode answer = JsonPayload.MAPPER.createObjectNode();
    try {
      question.ask(RecordForm.read(form), answer);
    } catch (ConfigException | DecodeException e) {
      failed(answer, String.valueOf(e.getMessage()));
    } catch (Throwable e) {
      // Broad: whatever the record makes a decoder do, a dry run answers what production would say.
      LOG.warn("a dry run broke off", e);
      failed(answer, "it broke off for a reason that only the log tells");
    }
    return answer;
  }

  private static void failed(ObjectNode answer, String error) {
    answer.put("error", error);
    Matcher place = PLACE.matcher(error);
    if (place.find()) {
      answer.put("line", Integer.parseInt(place.group(1)));
      if (place.group(2) != null) {
        answer.put("column", Integer.parseInt(place.group(2)));
      }
    }
  }

  /**
   * Decodes into an answer: {@code output} is what a script returned, before the result rules, or
   * the entities of any other decoder; {@code entities} is what would be delivered.
   *
   * @throws DecodeException the record cannot be decoded; {@code output} stands nevertheless where
   *     a script returned something
   */
  public static void decode(Decoder decoder, SourceRecord record, Rules rules, ObjectNode answer)
      throws DecodeException {
    List<EntityData> entities;
    if (decoder instanceof ResultDecoder scripted) {
      JsonNode output = scripted.result(record);
      answer.set("output", output);
      entities = rules.apply(scripted.entities(output, record));
    } else {
      entities = rules.apply(decoder.decode(record));
      answer.set("output", EntityJson.of(entities));
    }
    answer.set("entities", EntityJson.of(entities));
  }
}
