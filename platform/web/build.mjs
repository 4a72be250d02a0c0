// Builds the page when something it is made of has changed; with the argument "test" runs its unit
// tests; with "suits" only tells by its exit code whether this Node and its npm can do either.
// Called by Maven, prints only what helps. SLUICE_NPM names the npm-cli.js to use, if not the PATH's.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suits } from './node-version.mjs';

const here = dirname(fileURLToPath(import.meta.url));
process.chdir(here);

const npmCli = process.env.SLUICE_NPM;
if (!suits(process.versions.node)) {
  fail(`The Node on the PATH is ${process.versions.node}; the page needs 20.19 or newer (22.12 of the 22s).`);
}
if (process.argv[2] === 'suits') {
  process.exit(run('ignore', '--version').status === 0 ? 0 : 1);
}

const LOCK = ['package.json', 'package-lock.json', '.npmrc'];
const DESCRIPTORS = '../../ui-descriptors/src/main/resources/descriptors';
const TYPES = ['types.mjs', '../../docs/openapi/sluice.json'];
const SOURCES = [...LOCK, ...TYPES, 'index.html', 'tsconfig.json', 'vite.config.ts', 'build.mjs', 'node-version.mjs', 'node-version.test.mjs', 'src', 'public'];

upToDate('node_modules/.sluice-stamp', LOCK, () => npm('ci', '--no-progress', '--loglevel=error'));
// Before the sources are looked at, of which it makes one.
npm('run', '--silent', 'types');
if (process.argv[2] === 'test') {
  upToDate('target/tests.stamp', [...SOURCES, DESCRIPTORS], () => npm('run', '--silent', 'test'));
} else {
  upToDate('target/page.stamp', SOURCES, () => npm('run', '--silent', 'build', '--', '--logLevel=warn'));
}

function upToDate(stamp, inputs, make) {
  const hash = digest(inputs);
  const made = stamp.startsWith('target') ? existsSync('target/classes/web/index.html') : true;
  if (made && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) {
    return;
  }
  make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

function digest(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    if (statSync(path).isDirectory()) {
      readdirSync(path).sort().forEach((name) => add(join(path, name)));
    } else {
      hash.update(path).update('\0').update(readFileSync(path)).update('\0');
    }
  };
  paths.forEach(add);
  return hash.digest('hex');
}

function npm(...args) {
  const result = run('inherit', ...args);
  if (result.error || result.status !== 0) {
    fail(result.error ? `npm cannot be run: ${result.error.message}` : `npm ${args.join(' ')} failed.`);
  }
}

function run(stdio, ...args) {
  // What npm starts must find this Node, whichever is first on the PATH.
  const env = { ...process.env, PATH: dirname(process.execPath) + delimiter + process.env.PATH };
  if (npmCli) {
    return spawnSync(process.execPath, [npmCli, ...args], { stdio, env });
  }
  const windows = process.platform === 'win32';
  return spawnSync(windows ? 'npm.cmd' : 'npm', args, { stdio, env, shell: windows });
}

function fail(text) {
  console.error(text);
  process.exit(1);
}
