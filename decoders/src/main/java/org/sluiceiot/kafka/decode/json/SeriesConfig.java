package org.sluiceiot.kafka.decode.json;

import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Validated;

/** An array whose elements name their own key, as gateways send it. */
public record SeriesConfig(
    @Property(
            title = "Form",
            help =
                "pairs: every element has a name and a value. senml: RFC 8428, with base names,"
                    + " times and values.",
            defaultValue = "pairs")
        Form form,
    @Property(
            title = "Items",
            help = "Where the array is; empty for the item itself.",
            defaultValue = "",
            optional = true,
            max = "1000")
        String items,
    @Property(
            title = "Key",
            help = "Where an element's key is.",
            defaultValue = "/name ?? /id ?? /key ?? /n",
            max = "1000",
            dependsOn = "form=pairs")
        String key,
    @Property(
            title = "Value",
            help = "Where an element's value is; an element without one is left out.",
            defaultValue = "/value ?? /v",
            max = "1000",
            dependsOn = "form=pairs")
        String value,
    @Property(
            title = "Timestamp",
            help = "Where an element's time is; without one the item's counts.",
            defaultValue = "/ts ?? /timestamp ?? /time ?? /t",
            max = "1000",
            dependsOn = "form=pairs")
        String timestamp)
    implements Validated {

  /** How the elements are made. */
  public enum Form {
    PAIRS,
    SENML
  }

  @Override
  public void validate(Problems problems) {
    Expression.check(where(), problems.at("items"));
    Expression.check(key, problems.at("key"));
    Expression.check(value, problems.at("value"));
    Expression.check(timestamp, problems.at("timestamp"));
  }

  /** Where the array is; empty for the item itself. */
  String where() {
    return items == null ? "" : items;
  }
}
