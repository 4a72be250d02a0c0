import { expect, test } from 'vitest';
import { heard } from './heard';

const tell = heard({
  'is missing': 'fehlt',
  "'{0}' is not known": "'{0}' ist nicht bekannt",
  '{0} is not known': '{0} kennt niemand',
  'has fewer than {0} {1}': 'hat weniger als {0} {1}',
  entries: 'Einträge',
  'give a value: {0}': 'einen Wert angeben: {0}',
  'How to reach the cluster.': 'Wie der Cluster erreicht wird.',
  'is not permitted: {0}': 'ist nicht erlaubt: {0}',
  'line {0}: {1}': 'Zeile {0}: {1}',
  "'{0}' holds '${', which is not resolved here": "'{0}' enthält '${'",
  '{0} comes before {1}': 'vor {1} kommt {0}',
});

test('a text without values is looked up', () => {
  expect(tell('is missing')).toBe('fehlt');
});

test('what the table does not have is left to the caller', () => {
  expect(tell('is broken')).toBeUndefined();
  expect(tell('')).toBeUndefined();
  expect(tell('toString')).toBeUndefined();
});

test('the template with the most words of its own is taken', () => {
  expect(tell("'fastt' is not known")).toBe("'fastt' ist nicht bekannt");
});

test('values are translated where the table has them as a whole', () => {
  expect(tell('has fewer than 1 entries')).toBe('hat weniger als 1 Einträge');
  expect(tell('give a value: How to reach the cluster.')).toBe('einen Wert angeben: Wie der Cluster erreicht wird.');
  expect(tell('line 3: is not permitted: x')).toBe('Zeile 3: ist nicht erlaubt: x');
});

test('what somebody wrote stays as it is, in quotation marks and with signs of any kind', () => {
  expect(tell("'entries' is not known")).toBe("'entries' ist nicht bekannt");
  expect(tell("'a$&b\n{1}' is not known")).toBe("'a$&b\n{1}' ist nicht bekannt");
  expect(tell("'${x}' holds '${', which is not resolved here")).toBe("'${x}' enthält '${'");
});

test('values may change their places', () => {
  expect(tell('a comes before b')).toBe('vor b kommt a');
});
