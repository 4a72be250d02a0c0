package org.sluiceiot.kafka.downlink.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.sluiceiot.kafka.downlink.send.PartitionChoice;

class StoredCodecTest {
  private static Stored copy(Stored stored) {
    return StoredCodec.decode(StoredCodec.encode(stored));
  }

  @Test
  void everythingComesBack() {
    byte[] value = {0, -1, 127};
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>("t", null, 42L, new byte[] {1}, value);
    record.headers().add("a", new byte[] {2}).add("a", null).add("ä", new byte[0]);
    Stored stored = copy(new Stored(record, 3, 77));
    assertThat(stored.route()).isEqualTo(3);
    assertThat(stored.millis()).isEqualTo(77);
    assertThat(stored.record().topic()).isEqualTo("t");
    assertThat(stored.record().timestamp()).isEqualTo(42L);
    assertThat(stored.record().key()).isEqualTo(record.key());
    assertThat(stored.record().value()).isEqualTo(value);
    assertThat(stored.record().headers()).isEqualTo(record.headers());
  }

  @Test
  void whatIsAbsentStaysAbsent() {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("t", null);
    Stored stored = copy(new Stored(record, PartitionChoice.BY_KEY, 0));
    assertThat(stored.record()).isEqualTo(record);
    assertThat(StoredCodec.size(stored.record())).isZero();
  }

  @Test
  void damageIsNoticed() {
    byte[] bytes = StoredCodec.encode(new Stored(new ProducerRecord<>("t", new byte[9]), 0, 0));
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
    assertThatThrownBy(() -> StoredCodec.decode(shorter)).isInstanceOf(UncheckedIOException.class);
    bytes[0] = 9;
    assertThatThrownBy(() -> StoredCodec.decode(bytes)).hasMessageContaining("damaged");
  }
}
