import { expect, test } from 'vitest';
import { suits } from './node-version.mjs';

test.each(['20.19.0', '20.20.2', '22.12.0', '23.0.0', '24.17.0', '26.1.0'])('%s builds the page', (version) => {
  expect(suits(version)).toBe(true);
});

// 18.20.4 is Debian 12's.
test.each(['0.12.18', '18.20.4', '20.18.3', '21.7.3', '22.11.0'])('%s does not', (version) => {
  expect(suits(version)).toBe(false);
});
