import { isObject, type Schema, wordsOf } from '@sluice/forms';

const SAID = ['title', 'description', 'x-group'];
const NAMED = ['properties', '$defs'];

/** Every text that descriptions show, each once; for the build, which looks whether each has its German. */
export function textsOf(...descriptions: Schema[]): string[] {
  const texts = new Set<string>();
  const walk = (part: unknown, names: boolean) => {
    if (Array.isArray(part)) {
      part.forEach((one) => walk(one, false));
    } else if (isObject(part)) {
      for (const [name, one] of Object.entries(part)) {
        if (!names && SAID.includes(name) && typeof one === 'string') {
          texts.add(one);
        } else if (!names && name === 'enum') {
          (one as string[]).forEach((value) => texts.add(wordsOf(value)));
        } else if (names || name !== 'default') {
          walk(one, !names && NAMED.includes(name));
        }
      }
    }
  };
  descriptions.forEach((one) => walk(one, false));
  return [...texts];
}
