// Builds the page, or with the argument "test" runs its unit tests, when something it is made of has
// changed; called by Maven, prints only what helps.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
process.chdir(here);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`The page needs Node 20.19 or newer to be built; this is ${process.versions.node}.`);
}

const LOCK = ['package.json', 'package-lock.json', '.npmrc'];
const DESCRIPTORS = '../../ui-descriptors/src/main/resources/descriptors';
const TYPES = ['types.mjs', '../../docs/openapi/sluice.json'];
const SOURCES = [...LOCK, ...TYPES, 'index.html', 'tsconfig.json', 'vite.config.ts', 'build.mjs', 'src', 'public'];

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
  const windows = process.platform === 'win32';
  const result = spawnSync(windows ? 'npm.cmd' : 'npm', args, { stdio: 'inherit', shell: windows });
  if (result.error || result.status !== 0) {
    fail(result.error ? `npm cannot be run: ${result.error.message}` : `npm ${args.join(' ')} failed.`);
  }
}

function fail(text) {
  console.error(text);
  process.exit(1);
}
