import { isMap, isObject, resolve, type Schema, visible } from '@sluice/forms';
import type { JsonObject } from '@sluice/forms';

/** How a property is drawn. */
export type Kind = 'object' | 'variant' | 'map' | 'strings' | 'list' | 'enum' | 'boolean' | 'script' | 'multiline' | 'json' | 'text';

export function kindOf(schema: Schema, root: Schema): Kind {
  if (schema.oneOf) {
    return 'variant';
  }
  if (schema['x-editor']) {
    return schema['x-editor'];
  }
  if (isMap(schema)) {
    return 'map';
  }
  if (schema.properties) {
    return 'object';
  }
  if (schema.type === 'array') {
    const item = resolve(schema.items ?? {}, root);
    return item.type === 'string' && !item.enum ? 'strings' : 'list';
  }
  return schema.enum ? 'enum' : schema.type === 'boolean' ? 'boolean' : 'text';
}

/** Properties under one heading. */
export interface Group {
  title: string;
  plain: Entry[];
  /** Shown on demand. */
  more: Entry[];
}

export interface Entry {
  name: string;
  /** Another one where the same name means something else. */
  key: string;
}

/** What a group of the whole form that has nothing but rare settings is folded into. */
export const RARE = 'More settings';

/** Properties of an object under their headings, the advanced ones apart. */
export function groupsOf(shape: Schema, value: JsonObject, isRoot: boolean): Group[] {
  const properties = shape.properties ?? {};
  const names = Object.keys(properties).filter((name) => properties[name]!.const === undefined && visible(properties[name]!, value));
  const heading = (name: string) => properties[name]!['x-group'] ?? '';
  const advanced = (name: string) => !!properties[name]!['x-advanced'];
  const entry = (name: string): Entry => ({ name, key: `${String(properties.type?.const ?? '')}.${name}` });
  const titles = [...new Set(names.map(heading))];
  const groups = titles.map((title) => {
    const all = names.filter((name) => heading(name) === title);
    return {
      title: titles.length > 1 ? title : '',
      plain: all.filter((name) => !advanced(name)).map(entry),
      more: all.filter(advanced).map(entry),
    };
  });
  const rare = isRoot ? groups.filter((group) => !group.plain.length) : [];
  if (rare.length < 2) {
    return groups;
  }
  return [...groups.filter((group) => group.plain.length), { title: RARE, plain: [], more: rare.flatMap((group) => group.more) }];
}

/** Something of an entry of a list by which a person knows it. */
export function nameOf(item: unknown): string {
  if (!isObject(item)) {
    return '';
  }
  const first = ['name', 'with', 'topic', 'id'].map((name) => item[name]).find((one) => typeof one === 'string' && one !== '');
  return typeof first === 'string' ? first : '';
}
