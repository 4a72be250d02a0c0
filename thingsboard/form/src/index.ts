import { Component } from '@angular/core';
import { downlink, uplink } from 'sluice:descriptors';
import { NodeForm, nodeForm } from './node-form';

class UplinkForm extends NodeForm {
  constructor() {
    super('uplink', uplink);
  }
}

class DownlinkForm extends NodeForm {
  constructor() {
    super('downlink', downlink);
  }
}

/** Named in the annotations of the nodes: `configDirective`, with a hyphen before each capital. */
export const KafkaUplinkConfig = Component(nodeForm('sluice-kafka-uplink-config'))(UplinkForm);
export const KafkaDownlinkConfig = Component(nodeForm('sluice-kafka-downlink-config'))(DownlinkForm);
