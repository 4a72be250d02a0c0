// What the builds of the host's page and of ThingsBoard's forms have in common: which Node suits, what is
// up to date, how npm is run. SLUICE_NPM names the npm-cli.js to use, if not the PATH's.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { suits } from './node-version.mjs';

const npmCli = process.env.SLUICE_NPM;

/** Ends the process where this Node suits nobody, and after the argument "suits", which only asks. */
export function askedWhetherNodeSuits() {
  if (!suits(process.versions.node)) {
    fail(`The Node on the PATH is ${process.versions.node}; the page needs 20.19 or newer (22.12 of the 22s).`);
  }
  if (process.argv[2] === 'suits') {
    process.exit(run('.', 'ignore', '--version').status === 0 ? 0 : 1);
  }
}

/**
 * Makes something when what it is made of has changed.
 * @param {string} stamp file that remembers what it was made of
 * @param {string[]} inputs files and folders
 * @param {string | undefined} product without which it is made in any case
 * @param {() => void} make
 */
export function upToDate(stamp, inputs, product, make) {
  const hash = digest(inputs);
  const made = product === undefined || existsSync(product);
  if (made && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) {
    return;
  }
  make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

/** The packages of a folder, as its lock file has them. */
export function packages(folder = '.') {
  const lock = ['package.json', 'package-lock.json', '.npmrc'].map((name) => join(folder, name));
  upToDate(join(folder, 'node_modules/.sluice-stamp'), lock, undefined, () => npmIn(folder, 'ci', '--no-progress', '--loglevel=error'));
  return lock;
}

export const npm = (...args) => npmIn('.', ...args);

function npmIn(folder, ...args) {
  const result = run(folder, 'inherit', ...args);
  if (result.error || result.status !== 0) {
    fail(result.error ? `npm cannot be run: ${result.error.message}` : `npm ${args.join(' ')} failed.`);
  }
}

function digest(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    if (statSync(path).isDirectory()) {
      readdirSync(path)
        .filter((name) => name !== 'node_modules')
        .sort()
        .forEach((name) => add(join(path, name)));
    } else {
      hash.update(path).update('\0').update(readFileSync(path)).update('\0');
    }
  };
  paths.forEach(add);
  return hash.digest('hex');
}

function run(cwd, stdio, ...args) {
  // What npm starts must find this Node, whichever is first on the PATH.
  const env = { ...process.env, PATH: dirname(process.execPath) + delimiter + process.env.PATH };
  if (npmCli) {
    return spawnSync(process.execPath, [npmCli, ...args], { cwd, stdio, env });
  }
  const windows = process.platform === 'win32';
  return spawnSync(windows ? 'npm.cmd' : 'npm', args, { cwd, stdio, env, shell: windows });
}

function fail(text) {
  console.error(text);
  process.exit(1);
}
