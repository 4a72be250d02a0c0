import { expect, test } from 'vitest';
import { offered, wordsOf } from './words';

test('a value is read in words', () => {
  expect(wordsOf('dead-letter')).toBe('Dead letter');
  expect(wordsOf('own-chain-pipelined')).toBe('Own chain pipelined');
  expect(wordsOf('base64')).toBe('Base64');
});

test('a proper name stays as it is written', () => {
  expect(wordsOf('json')).toBe('JSON');
  expect(wordsOf('iso-8601')).toBe('ISO 8601');
  expect(wordsOf('sha-512')).toBe('SHA-512');
});

test('words that do not tell the value have it beside them', () => {
  expect(offered('dead-letter', 'Dead letter')).toBe('Dead letter');
  expect(offered('iso-8601', 'ISO 8601')).toBe('ISO 8601');
  expect(offered('keep', 'Behalten')).toBe('Behalten (keep)');
});
