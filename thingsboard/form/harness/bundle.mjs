// Bundles the stand-in of ThingsBoard's dialog twice: with the Angular of ThingsBoard 4.0 and with that of 4.4.
import { build } from 'esbuild';
import { cpSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const OWN = resolve('.');
const HOSTS = { angular18: OWN, angular20: resolve('harness/angular20') };

/** Every package from the same folder, wherever it is asked for; fonts and the like are in one only. */
const from = (folder) => ({
  name: 'packages',
  setup(b) {
    b.onResolve({ filter: /^[@a-z]/ }, ({ path, kind, pluginData }) =>
      pluginData?.found || kind === 'entry-point' ? undefined : b.resolve(path, { resolveDir: /^(material-icons|@fontsource)/.test(path) ? OWN : folder, kind, pluginData: { found: true } }),
    );
  },
});

for (const [name, folder] of Object.entries(HOSTS)) {
  const out = join('target/harness', name);
  mkdirSync(out, { recursive: true });
  await build({
    entryPoints: { host: './harness/host.ts', style: './harness/style.css' },
    bundle: true,
    format: 'iife',
    target: 'es2022',
    // As Angular's own build does, for zone.js.
    supported: { 'async-await': false, 'async-generator': false, 'for-await': false },
    outdir: out,
    mainFields: ['es2022', 'es2020', 'module', 'main'],
    conditions: ['es2022', 'es2020', 'module', 'style'],
    loader: { '.woff2': 'dataurl', '.woff': 'empty' },
    plugins: [from(folder)],
    logLevel: 'warning',
  });
  cpSync(join(folder, 'node_modules/systemjs/dist/system.min.js'), join(out, 'system.min.js'));
  cpSync('harness/index.html', join(out, 'index.html'));
}
