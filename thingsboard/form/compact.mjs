// Takes out of descriptions what no form needs: the file is loaded with every rule chain.

const NEEDLESS = new Set(['$schema', '$id', 'x-type', 'x-kind', 'x-version', 'x-relations', 'x-groups', 'x-order', 'discriminator', 'writeOnly']);
const NAMED = new Set(['properties', '$defs']);

/** Descriptions of both nodes without what says nothing to a form, and apart what both have. */
export function compact(up, down) {
  const [uplink, downlink] = [schema(up), schema(down)];
  const both = Object.keys(uplink.$defs).filter((name) => JSON.stringify(uplink.$defs[name]) === JSON.stringify(downlink.$defs[name]));
  const common = Object.fromEntries(both.map((name) => [name, uplink.$defs[name]]));
  both.forEach((name) => [uplink, downlink].forEach((one) => delete one.$defs[name]));
  return { uplink, downlink, common };
}

/** A description with what both have. */
export const whole = (own, common) => ({ ...own, $defs: { ...common, ...own.$defs } });

function schema(given) {
  if (Array.isArray(given)) {
    return given.map(schema);
  }
  if (typeof given !== 'object' || given === null) {
    return given;
  }
  const kept = Object.entries(given).filter(([name, value]) => !needless(name, value, given));
  return Object.fromEntries(kept.map(([name, value]) => [name, inner(name, value)]));
}

/** Values of properties are schemas, and so is what stands in a list of variants; a default is data. */
function inner(name, value) {
  if (NAMED.has(name)) {
    return Object.fromEntries(Object.entries(value).map(([one, property]) => [one, schema(property)]));
  }
  return name === 'default' || name === 'enum' || name === 'x-depends-on' ? value : schema(value);
}

function needless(name, value, given) {
  return (
    NEEDLESS.has(name) ||
    (name === 'x-format' && typeof value === 'number') ||
    (name === 'additionalProperties' && value === false) ||
    (name === 'x-group' && value === 'General') ||
    // Said by the format.
    (name === 'pattern' && typeof given['x-format'] === 'string') ||
    (name === 'required' && given.oneOf !== undefined) ||
    (name === 'default' && given.const !== undefined) ||
    // Of the whole: the dialog shows the node's name itself.
    ((name === 'title' || name === 'description') && given.$schema !== undefined)
  );
}
