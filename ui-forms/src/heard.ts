/** A placeholder of a text: `{0}` is the first. */
const PLACE = /\{(\d)\}/;

interface Heard {
  pattern: RegExp;
  /** Which placeholder each group is. */
  places: string[];
  /** Groups between quotation marks: what somebody wrote, which is never translated. */
  quoted: boolean[];
  said: string;
}

/**
 * Translates texts that another program has already put its values into. A table's keys and texts hold
 * placeholders; what stood in their places is translated, too, where the table has it as a whole.
 * @returns a function that gives undefined for what the table does not have
 */
export function heard(table: Readonly<Record<string, string>>): (text: string) => string | undefined {
  const templates = Object.keys(table).filter((key) => PLACE.test(key));
  // The one with the most words of its own: “'{0}' is not known” is also “{0} is not known”.
  const known = templates.sort((a, b) => fixed(b) - fixed(a)).map((key) => heardAs(key, table[key]!));
  const translated = (text: string): string | undefined => {
    if (Object.hasOwn(table, text)) {
      return table[text];
    }
    for (const { pattern, places, quoted, said } of known) {
      const found = pattern.exec(text);
      if (found) {
        const values = Object.fromEntries(places.map((place, i) => [place, quoted[i] ? found[i + 1]! : (translated(found[i + 1]!) ?? found[i + 1]!)]));
        return said.replace(/\{(\d)\}/g, (whole, place: string) => values[place] ?? whole);
      }
    }
    return undefined;
  };
  return translated;
}

const fixed = (key: string) => key.replace(/\{\d\}/g, '').length;

function heardAs(key: string, said: string): Heard {
  const parts = key.split(PLACE);
  const texts = parts.filter((_, i) => i % 2 === 0);
  return {
    pattern: new RegExp(`^${texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('([\\s\\S]+?)')}$`),
    places: parts.filter((_, i) => i % 2 === 1),
    quoted: texts.slice(0, -1).map((text) => text.endsWith("'")),
    said,
  };
}
