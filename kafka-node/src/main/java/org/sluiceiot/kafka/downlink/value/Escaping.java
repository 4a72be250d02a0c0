package org.sluiceiot.kafka.downlink.value;

import org.sluiceiot.kafka.downlink.template.Template;

/** How a template's fields are written. */
public enum Escaping {
  /** As JSON where the template is JSON, else as they are. */
  AUTO {
    @Override
    Template compile(String text) {
      return Template.escaping(text);
    }
  },
  /** As JSON; a template that is not JSON is refused. */
  JSON {
    @Override
    Template compile(String text) {
      return Template.json(text);
    }
  },
  /** As they are. */
  NONE {
    @Override
    Template compile(String text) {
      return Template.compile(text);
    }
  };

  /**
   * @throws IllegalArgumentException the text is not such a template; the message says where
   */
  abstract Template compile(String text);
}
