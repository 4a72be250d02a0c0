package org.sluiceiot.kafka.decode.sparkplug;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.JsonPayload;

/**
 * Small JSON documents by name that outlive a restart, each in a file of its own in the host's
 * directory for this integration. Bounded in number; what does not fit, or has no directory, is not
 * kept. Safe for any thread; never throws.
 */
final class Kept {
  private static final Logger LOG = LoggerFactory.getLogger(Kept.class);
  private static final int MOST_FILES = 50_000;
  private static final int UNCOUNTED = -1;
  private static final String NAME = "name";

  private final DecoderContext context;
  private final AtomicInteger files = new AtomicInteger(UNCOUNTED);
  private final AtomicBoolean warned = new AtomicBoolean();

  Kept(DecoderContext context) {
    this.context = context;
  }

  /** The document of this name, or null. */
  JsonNode read(String name) {
    try {
      Path file = file(name);
      if (file == null || !Files.exists(file)) {
        return null;
      }
      JsonNode json = JsonPayload.MAPPER.readTree(Files.readAllBytes(file));
      return json.path(NAME).asText().equals(name) ? json : null;
    } catch (IOException | RuntimeException e) {
      // Broad: a directory that is not there or not ours is the same as nothing kept.
      LOG.debug("{} cannot be read", name, e);
      return null;
    }
  }

  /** Keeps a document in the place of the one before. */
  void write(String name, ObjectNode json) {
    if (context.trial()) {
      return;
    }
    try {
      Path file = file(name);
      if (file == null || !room(file)) {
        return;
      }
      Path fresh = Files.createTempFile(file.getParent(), "new", ".tmp");
      Files.write(fresh, bytes(json.put(NAME, name)));
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      // Broad: without it the next restart has to wait for a birth; the record itself is fine.
      if (warned.compareAndSet(false, true)) {
        LOG.warn("births and names of Sparkplug B are not kept over restarts", e);
      }
    }
  }

  private static byte[] bytes(ObjectNode json) throws JsonProcessingException {
    return JsonPayload.MAPPER.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
  }

  private boolean room(Path file) throws IOException {
    if (files.get() == UNCOUNTED) {
      try (Stream<Path> there = Files.list(file.getParent())) {
        files.compareAndSet(UNCOUNTED, (int) Math.min(MOST_FILES, there.count()));
      }
    }
    return Files.exists(file) || files.getAndUpdate(n -> Math.min(n + 1, MOST_FILES)) < MOST_FILES;
  }

  /** Names are hashed, since a file's may not hold what an MQTT topic may; null without a host. */
  private Path file(String name) throws IOException {
    if (context.host() == null) {
      return null;
    }
    Path directory = context.host().directory().resolve("sparkplug");
    if (!context.trial()) {
      Files.createDirectories(directory);
    }
    return directory.resolve(hash(name) + ".json");
  }

  private static String hash(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
