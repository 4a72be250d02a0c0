package org.sluiceiot.kafka.connection;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.sluiceiot.api.plugin.UsageException;

/** Files that arguments of commands name. Their contents, which hold secrets, are not told. */
public final class CommandFiles {
  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private CommandFiles() {}

  /**
   * All of a file.
   *
   * @throws UsageException it is not there or cannot be read
   */
  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new UsageException("there is no file " + file + ": check the path", e);
    } catch (IOException e) {
      throw new UsageException("the file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The JSON of a file.
   *
   * @throws UsageException it cannot be read, or holds anything else
   */
  public static JsonNode json(Path file) {
    byte[] content = bytes(file);
    try {
      return STRICT.readTree(content);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new UsageException(
          "%s is not JSON: line %d, column %d cannot be read"
              .formatted(file, at.getLineNr(), at.getColumnNr()));
    } catch (IOException e) {
      throw new UsageException("the file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
