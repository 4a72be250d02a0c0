// Builds the forms' file when something it is made of has changed; with the argument "test" looks whether
// every text has its German, and builds the stand-in of ThingsBoard's dialog in which tests/thingsboard-form drives it; with "suits" only tells by its exit code
// whether this Node and its npm can do either. Called by Maven, prints only what helps.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askedWhetherNodeSuits, npm, packages, upToDate } from '../../ui-forms/build.mjs';

process.chdir(dirname(fileURLToPath(import.meta.url)));
askedWhetherNodeSuits();

const FILE = 'target/classes/public/static/rulenode/sluice.js';
const DESCRIPTORS = '../../ui-descriptors/src/main/resources/descriptors';
const SOURCES = [...packages(), 'build.mjs', 'bundle.mjs', 'compact.mjs', 'tsconfig.json', 'src', 'descriptors', '../../ui-forms', DESCRIPTORS];

if (process.argv[2] === 'test') {
  upToDate('target/texts.stamp', SOURCES, FILE, () => npm('run', '--silent', 'texts'));
  const newer = packages('harness/angular20');
  upToDate('target/harness.stamp', [...packages(), ...newer, 'build.mjs', 'harness'], 'target/harness/angular20/host.js', () => npm('run', '--silent', 'harness'));
} else {
  upToDate('target/form.stamp', SOURCES, FILE, () => npm('run', '--silent', 'build'));
}
