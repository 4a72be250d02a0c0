package org.sluiceiot.bench;

/** Converters as people write them: a short one in both languages, and one of typical length. */
final class BenchmarkScripts {
  static final String SHORT_TBEL =
      """
      var d = decodeToJson(payload);
      return {deviceName: d.device, deviceType: d.type, telemetry: {ts: d.ts, values: d.telemetry}};
      """;

  static final String SHORT_JS =
      """
      var d = JSON.parse(String.fromCharCode.apply(String, payload));
      return {deviceName: d.device, deviceType: d.type, telemetry: {ts: d.ts, values: d.telemetry}};
      """;

  static final String TYPICAL_TBEL =
      """
      var data = decodeToJson(payload);
      var deviceName = "Climate " + data.device;
      var deviceType = data.type;
      var groupName = null;
      var customerName = null;
      var telemetry = [];
      var attributes = {};

      function decodeFrame(input) {
        var output = {attributes: {}, telemetry: {}};
        var decoded = {};
        for (var i = 0; i < input.length - 2; ) {
          var channel = input[i++] & 0xff;
          var kind = input[i++] & 0xff;
          // battery
          if (channel === 0x01 && kind === 0x75) {
            decoded.battery = input[i];
            i += 1;
          }
          // temperature
          else if (channel === 0x03 && kind === 0x67) {
            decoded.temperature = parseBytesToInt(input, i, 2, false) / 10.0;
            i += 2;
          }
          // humidity
          else if (channel === 0x04 && kind === 0x68) {
            decoded.humidity = parseBytesToInt(input, i, 1, false) / 2.0;
            i += 1;
          } else {
            break;
          }
        }
        output.telemetry = [{ts: timestamp, values: decoded}];
        return output;
      }

      timestamp = parseTime(data.at);

      var custom = {};
      if (data.get("frm") != null) {
        custom = decodeFrame(base64ToBytes(data.frm));
      }
      if (custom.?telemetry.size() > 0) {
        if (custom.telemetry instanceof java.util.ArrayList) {
          foreach (point : custom.telemetry) {
            if (point.ts != null && point.values != null) {
              telemetry.add(point);
            }
          }
        } else {
          telemetry.putAll(custom.telemetry);
        }
      }
      if (custom.?attributes.size() > 0) {
        attributes.putAll(custom.attributes);
      }

      attributes.application = data.?ids.?application;
      attributes.address = data.?ids.?address;
      attributes.spreading = data.?settings.?rate.?lora.?spreading;
      attributes.kind = data.type;

      var gateway = bestGateway();
      attributes.gateway = gateway.id;
      attributes.rssi = gateway.rssi;
      if (metadata["includeGatewayInfo"] == true) {
        attributes.info = gateway;
      }

      var result = {
        deviceName: deviceName,
        deviceType: deviceType,
        attributes: attributes,
        telemetry: telemetry
      };
      addNames(result, customerName, groupName);
      return result;

      function addNames(info, customerName, groupName) {
        if (customerName != null) {
          info.customerName = customerName;
        }
        if (groupName != null) {
          info.groupName = groupName;
        }
      }

      function parseTime(text) {
        var timestamp = -1;
        if (text != null) {
          timestamp = new Date(text).getTime();
        }
        if (timestamp == -1) {
          timestamp = Date.now();
        }
        return timestamp;
      }

      function bestGateway() {
        var most = Integer.MIN_VALUE;
        var best = {};
        foreach (gateway : data.rx) {
          if (gateway.rssi > most) {
            most = gateway.rssi;
            best = gateway;
          }
        }
        return best;
      }
      """;

  private BenchmarkScripts() {}
}
