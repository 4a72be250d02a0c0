// Writes src/api/rest.ts: the types of what the host's REST speaks, from its OpenAPI document.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';

const DOCUMENT = '../../docs/openapi/sluice.json';
const TARGET = 'src/api/rest.ts';

/** References within this file, and the page's own types where the document says "any JSON". */
function adapted(schema) {
  if (Array.isArray(schema)) {
    return schema.map(adapted);
  }
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  if (schema.$ref) {
    return { $ref: schema.$ref.replace('#/components/schemas/', '#/$defs/') };
  }
  const types = [schema.type].flat();
  if (types.includes('object') && !schema.properties && !schema.additionalProperties) {
    return { description: schema.description, tsType: types.includes('null') ? 'JsonObject | null' : 'JsonObject' };
  }
  return Object.fromEntries(Object.entries(schema).map(([name, one]) => [name, named(name, one)]));
}

/** Of a keyword: schemas by name, data that only looks like one, or a schema. */
function named(keyword, one) {
  if (keyword === 'properties' || keyword === '$defs') {
    return Object.fromEntries(Object.entries(one).map(([name, schema]) => [name, Object.keys(schema).length === 0 ? { tsType: 'Json' } : adapted(schema)]));
  }
  return keyword === 'enum' || keyword === 'required' ? one : adapted(one);
}

process.chdir(dirname(fileURLToPath(import.meta.url)));
const { components } = JSON.parse(readFileSync(DOCUMENT, 'utf8'));
const root = { type: 'object', additionalProperties: false, ...adapted({ $defs: components.schemas }) };
const types = await compile(root, 'Rest', {
  additionalProperties: false,
  bannerComment: "/** Made from docs/openapi/sluice.json by types.mjs at every build. */\nimport type { Json, JsonObject } from './json';",
  format: false,
  unreachableDefinitions: true,
});
// Left alone when nothing changed: what is newer than the last build is built again.
if (!existsSync(TARGET) || readFileSync(TARGET, 'utf8') !== types) {
  writeFileSync(TARGET, types);
}
