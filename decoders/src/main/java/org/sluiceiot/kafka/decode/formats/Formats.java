package org.sluiceiot.kafka.decode.formats;

import org.sluiceiot.api.config.Variants;
import org.sluiceiot.kafka.decode.avro.AvroDecoderConfig;
import org.sluiceiot.kafka.decode.cloudevents.CloudEventsDecoderConfig;
import org.sluiceiot.kafka.decode.hono.HonoDecoderConfig;
import org.sluiceiot.kafka.decode.js.JsDecoderConfig;
import org.sluiceiot.kafka.decode.json.JsonDecoderConfig;
import org.sluiceiot.kafka.decode.lineprotocol.LineProtocolDecoderConfig;
import org.sluiceiot.kafka.decode.ng.NgGatewayDecoderConfig;
import org.sluiceiot.kafka.decode.protobuf.ProtobufDecoderConfig;
import org.sluiceiot.kafka.decode.sparkplug.SparkplugDecoderConfig;
import org.sluiceiot.kafka.decode.tbel.TbelDecoderConfig;
import org.sluiceiot.kafka.decode.thingsboard.ConverterDecoderConfig;
import org.sluiceiot.kafka.decode.thingsboard.TelemetryDecoderConfig;
import org.sluiceiot.kafka.decode.thingsboard.ThingsBoardDecoderConfig;
import org.sluiceiot.kafka.decode.tree.CborDecoderConfig;
import org.sluiceiot.kafka.decode.tree.CsvDecoderConfig;
import org.sluiceiot.kafka.decode.tree.MessagePackDecoderConfig;

/** Every format, in the order in which a form offers them: a new decoder is named here. */
@Variants({
  JsonDecoderConfig.class,
  ThingsBoardDecoderConfig.class,
  TelemetryDecoderConfig.class,
  ConverterDecoderConfig.class,
  TbelDecoderConfig.class,
  JsDecoderConfig.class,
  NgGatewayDecoderConfig.class,
  HonoDecoderConfig.class,
  CloudEventsDecoderConfig.class,
  SparkplugDecoderConfig.class,
  CborDecoderConfig.class,
  MessagePackDecoderConfig.class,
  CsvDecoderConfig.class,
  LineProtocolDecoderConfig.class,
  AvroDecoderConfig.class,
  ProtobufDecoderConfig.class
})
public final class Formats {
  private Formats() {}
}
