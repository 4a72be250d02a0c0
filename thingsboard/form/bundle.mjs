// Makes the one file that ThingsBoard loads: src/index.ts with the descriptions of the nodes in it, as a
// System.register module, and beside it the German texts, which a form fetches when it is opened in
// German. What ThingsBoard provides stays outside.
import { build } from 'esbuild';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { compact, whole } from './compact.mjs';

const TARGET = 'target/classes/public/static/rulenode/sluice.js';
const GERMAN = 'target/classes/public/static/rulenode/sluice-de.json';
const MOST_BYTES = 150_000;
const MOST_BYTES_PACKED = 40_000;
const PROVIDED = /^(@angular\/|rxjs$|rxjs\/operators$|@ngx-translate\/core$|@(core|shared)\/public-api$)/;
const GENERATED = '../../ui-descriptors/src/main/resources/descriptors';

const json = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** The uplink's form here has one property more: how it hands data to ThingsBoard. */
function descriptions() {
  const uplink = json(`${GENERATED}/kafka-uplink.json`);
  const { title, description, properties, 'x-groups': _groups, type, additionalProperties } = json('descriptors/delivery.json');
  uplink.$defs.DeliveryConfig = { type, properties, additionalProperties, 'x-shorthand': 'strategy' };
  const before = Object.entries(uplink.properties);
  const at = before.findIndex(([name]) => name === 'entities');
  before.splice(at, 0, ['delivery', { title, description, $ref: '#/$defs/DeliveryConfig', default: {}, 'x-group': 'Entities' }]);
  uplink.properties = Object.fromEntries(before);
  return compact(uplink, json(`${GENERATED}/kafka-downlink.json`));
}

async function textsOf(...described) {
  const { outputFiles } = await build({ entryPoints: ['src/described.ts'], bundle: true, format: 'esm', write: false, alias: { '@sluice/forms': '../../ui-forms/src/index.ts' } });
  const module = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  return module.textsOf(...described);
}

/** What the sources say by themselves: the texts given to say(), and those of the shared checks. */
function ownTexts() {
  const sources = ['src', 'src/tools'].flatMap((folder) => readdirSync(folder).filter((name) => /\.(ts|html)$/.test(name)).map((name) => join(folder, name)));
  const said = [...sources, '../../ui-forms/src/check.ts'].map((file) => readFileSync(file, 'utf8')).join('\n');
  const calls = [...said.matchAll(/\b(?:say|measure|length)\(([^\n]*)/g)].map((call) => call[1]);
  const table = [...said.matchAll(/KINDS = \{(.*)\}/g)].map((call) => call[1]);
  const texts = [...calls, ...table].flatMap((one) => [...one.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map((text) => text[1]));
  return new Set([...texts.filter((text) => /^[A-Z“{0-9]/.test(text) && !/^[A-Z0-9_]+$/.test(text)), ...texts.filter((text) => / of ThingsBoard|stock /.test(text)), 'More settings']);
}

/**
 * What has no German yet stays English; the module's tests refuse it.
 * @throws Error with the argument "strict": names what is not translated, or translated for nobody
 */
async function german({ uplink, downlink, common }) {
  const table = json('src/german.json');
  const described = await textsOf(whole(uplink, common), whole(downlink, common));
  const own = ownTexts();
  const missing = [...new Set([...described, ...own])].filter((text) => !(text in table));
  const needless = Object.keys(table).filter((text) => !described.includes(text) && !own.has(text));
  if (process.argv[2] === 'strict' && (missing.length || needless.length)) {
    throw new Error(`src/german.json lacks:\n${missing.map((text) => JSON.stringify(text)).join('\n')}\nand nobody says:\n${needless.join('\n')}`);
  }
  const said = Object.fromEntries([...described, ...own].filter((text) => text in table).map((text) => [text, table[text]]));
  // What the jar says of a configuration: tests/architecture compares it with the sources.
  return { ...json('src/german-problems.json'), ...said };
}

const described = descriptions();
const exported = (parts) => Object.entries(parts).map(([name, value]) => `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(value))});`).join('\n');
const made = {
  'sluice:parts': exported(described),
  'sluice:descriptors': `import * as parts from 'sluice:parts';
    const whole = ${whole};
    export const uplink = whole(parts.uplink, parts.common);
    export const downlink = whole(parts.downlink, parts.common);`,
};
const used = new Set();

/** Templates are full of indentation, which nobody sees. */
const template = (text) => text.replace(/\s*\n\s*/g, ' ').trim();

const parts = {
  name: 'parts',
  setup(b) {
    b.onResolve({ filter: PROVIDED }, ({ path }) => {
      used.add(path);
      return { path, external: true };
    });
    b.onResolve({ filter: /^sluice:/ }, ({ path }) => ({ path, namespace: 'made' }));
    b.onLoad({ filter: /.*/, namespace: 'made' }, ({ path }) => ({ contents: made[path], loader: 'js' }));
    b.onLoad({ filter: /src[\\/].*\.(html|css)$/ }, ({ path }) => ({ contents: template(readFileSync(path, 'utf8')), loader: 'text' }));
    b.onLoad({ filter: /src[\\/].*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/(template(?: =|:) )`([^`]*)`/g, (_, before, text) => `${before}\`${template(text)}\``),
      loader: 'ts',
    }));
  },
};

const { outputFiles } = await build({
  entryPoints: ['src/index.ts'],
  bundle: true,
  format: 'cjs',
  target: 'es2022',
  // Angular hears of what happens after a native await only by chance: zone.js knows promises alone.
  supported: { 'async-await': false, 'async-generator': false, 'for-await': false },
  minify: true,
  charset: 'utf8',
  write: false,
  alias: { '@sluice/forms': '../../ui-forms/src/index.ts' },
  plugins: [parts],
});
const ids = JSON.stringify([...used].sort());
const code = `System.register(${ids},function(give){var got={};function require(id){return got[id]}return{setters:${ids}.map(function(id){return function(module){got[id]=module}}),execute:function(){var module={exports:{}},exports=module.exports;
${outputFiles[0].text}
give(module.exports)}}});
`;
const packed = gzipSync(code).length;
if (Buffer.byteLength(code) > MOST_BYTES || packed > MOST_BYTES_PACKED) {
  throw new Error(`The file has ${Buffer.byteLength(code)} bytes, ${packed} packed: ThingsBoard loads it with every rule chain, so it may have ${MOST_BYTES} and ${MOST_BYTES_PACKED}.`);
}
mkdirSync(dirname(TARGET), { recursive: true });
writeFileSync(TARGET, code);
writeFileSync(GERMAN, JSON.stringify(await german(described)));
console.log(`${TARGET}: ${Buffer.byteLength(code)} bytes, ${packed} packed`);
