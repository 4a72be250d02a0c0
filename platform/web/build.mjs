// Builds the page when something it is made of has changed; with the argument "test" runs its unit
// tests and those of what the forms share; with "suits" only tells by its exit code whether this Node and
// its npm can do either. Called by Maven, prints only what helps.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askedWhetherNodeSuits, npm, packages, upToDate } from '../../ui-forms/build.mjs';

process.chdir(dirname(fileURLToPath(import.meta.url)));
askedWhetherNodeSuits();

const PAGE = 'target/classes/web/index.html';
const DESCRIPTORS = '../../ui-descriptors/src/main/resources/descriptors';
const TYPES = ['types.mjs', '../../docs/openapi/sluice.json'];
const SOURCES = [...packages(), ...TYPES, 'index.html', 'tsconfig.json', 'vite.config.ts', 'build.mjs', 'src', 'public', '../../ui-forms'];

// Before the sources are looked at, of which it makes one.
npm('run', '--silent', 'types');
if (process.argv[2] === 'test') {
  upToDate('target/tests.stamp', [...SOURCES, DESCRIPTORS], PAGE, () => npm('run', '--silent', 'test'));
} else {
  upToDate('target/page.stamp', SOURCES, PAGE, () => npm('run', '--silent', 'build', '--', '--logLevel=warn'));
}
