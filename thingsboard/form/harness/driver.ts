// Works the form as a person does: opens panels, presses buttons, chooses, types. Looks at a field's
// description only to know what may be typed into it.
declare const System: { import(url: string): Promise<Record<string, any>>; delete(url: string): boolean };
declare const ng: { getComponent(element: Element): any };

type Random = () => number;

/** The same numbers for the same seed. */
function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Angular has drawn what came of an event when the event's listeners have run. */
const turn = () => Promise.resolve();
const fields = (path: string) => [...document.querySelectorAll('sluice-field')].filter((one) => under(ng.getComponent(one).path, path));
/** The fields that hold the one at a path, outermost first. */
const around = (path: string) => [...document.querySelectorAll('sluice-field')].filter((one) => ng.getComponent(one).path !== path && under(path, ng.getComponent(one).path));
const under = (path: string, above: string) => above === '' || path === above || path.startsWith(`${above}.`) || path.startsWith(`${above}[`);
const own = (field: Element, selector: string) => [...field.querySelectorAll<HTMLElement>(selector)].filter((one) => one.closest('sluice-field') === field);

export class Driver {
  constructor(
    private readonly dialog: { instance: any; emitted: any[]; open(directive: string, configuration: any, language?: string): Promise<void> },
  ) {}

  /** Goes on where it was. */
  private next?: Random;

  get last() {
    return this.dialog.emitted.at(-1);
  }
  /** The configuration as the form would save it, whatever it thinks of it. */
  get config() {
    return structuredClone(this.dialog.instance.state.config());
  }
  get settled() {
    return !this.dialog.instance.asking && !this.dialog.instance.validating;
  }

  async opened(directive: string, configuration: any, language?: string) {
    await this.dialog.open(directive, configuration, language);
    // What is emitted on opening, and whether the endpoint answers, is known a moment later.
    await new Promise((done) => setTimeout(done));
    await turn();
  }

  /** How long the forms' file takes to be fetched and searched for components: the least of some tries, for other work only adds. */
  async loads(tries: number): Promise<number> {
    const url = new URL('/static/rulenode/sluice.js', location.href).href;
    const took: number[] = [];
    for (let i = 0; i < tries; i++) {
      const fresh = `${url}?${i}`;
      const begin = performance.now();
      const module = await System.import(fresh);
      Object.values(module).forEach((one) => one?.['ɵcmp']?.selectors);
      took.push(performance.now() - begin);
      System.delete(fresh);
    }
    return Math.min(...took);
  }

  /** Opens panels and brings optional parts and first entries in, until there is nothing more of it. */
  async unfold(path: string) {
    for (let again = true; again; ) {
      again = false;
      for (const field of [...around(path), ...fields(path)]) {
        const closed = own(field, 'mat-expansion-panel-header[aria-expanded="false"]');
        const parts = own(field, '.sluice-add button');
        const { kind, items, path: place, required, present } = ng.getComponent(field);
        if (kind === 'variant' && required && !present) {
          await this.choose(field, ng.getComponent(field).variants[0].type);
          again = true;
        }
        // Of what stands around the path only the panels are opened.
        if (!under(place, path)) {
          closed.forEach((press) => press.click());
          again ||= closed.length > 0;
          continue;
        }
        const entries = kind === 'list' && !items.length ? own(field, 'button').slice(-1) : [];
        for (const press of [...closed, ...parts, ...entries]) {
          press.click();
          again = true;
        }
      }
        await turn();
    }
  }

  /** Types something other than the default into every field at and below a path. */
  async fill(path: string) {
    await this.unfold(path);
    for (const field of fields(path)) {
      if (field.isConnected) {
        await this.fillField(field);
      }
    }
  }

  private async fillField(field: Element) {
    const { kind, schema } = ng.getComponent(field);
    switch (kind) {
      case 'boolean':
        return this.press(own(field, 'button[role="switch"]')[0]);
      case 'enum': {
        const others = schema.enum.filter((one: string) => one !== schema.default);
        return this.choose(field, others[0]);
      }
      case 'map':
        await this.press(own(field, 'sluice-pairs button').at(-1));
        await this.type(own(field, 'sluice-pairs input')[0], 'some.name');
        return this.type(own(field, 'sluice-pairs input')[1], 'some value');
      case 'json':
        return this.type(own(field, 'textarea')[0], '{"any": ["json"]}');
      case 'text':
      case 'multiline':
      case 'script':
      case 'strings':
        return this.type(own(field, 'input,textarea')[0], plausible(schema, kind));
      default:
        return undefined;
    }
  }

  /** Empties every field at and below a path. */
  async clear(path: string) {
    for (const field of fields(path)) {
      for (const input of field.isConnected ? own(field, 'input:not([type=file]),textarea') : []) {
        await this.type(input, '');
      }
    }
  }

  /** Everywhere where one of several variants may stand, with the types that may be chosen. */
  variants(path: string): { path: string; types: string[] }[] {
    return fields(path)
      .map((one) => ng.getComponent(one))
      .filter(({ kind }) => kind === 'variant')
      .map(({ path: place, variants }) => ({ path: place, types: variants.map((one: any) => one.type) }));
  }

  async chooseVariant(path: string, type: string) {
    const field = fields(path).find((one) => ng.getComponent(one).path === path)!;
    await this.choose(field, type);
  }

  private async choose(field: Element, value: unknown) {
    const trigger = own(field, '.mat-mdc-select-trigger')[0];
    const { kind, variants, choice } = ng.getComponent(field);
    const text = kind === 'variant' ? variants.find((one: any) => one.type === value)?.title : choice(value);
    await this.press(trigger);
    const options = [...document.querySelectorAll<HTMLElement>('mat-option')];
    const option = options.find((one) => one.textContent!.trim() === text) ?? options[0];
    await this.press(option);
  }

  private async press(element: HTMLElement | undefined) {
    element?.click();
    await turn();
  }

  async type(element: Element | undefined, text: string) {
    const input = element as HTMLInputElement | undefined;
    if (!input || input.disabled) {
      return;
    }
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new FocusEvent('blur'));
    await turn();
  }

  /** Does some things at random; what they were. */
  async walk(seed: number, steps: number): Promise<string[]> {
    const next = (this.next ??= random(seed));
    const done: string[] = [];
    for (let i = 0; i < steps; i++) {
      const places = [...document.querySelectorAll('sluice-field')];
      const field = places[Math.floor(next() * places.length)]!;
      const { path, kind } = ng.getComponent(field);
      done.push(`${kind} ${path}`);
      await this.something(field, kind, next);
    }
    return done;
  }

  private async something(field: Element, kind: string, next: Random) {
    const pick = <T>(from: T[]): T => from[Math.floor(next() * from.length)]!;
    const closed = own(field, 'mat-expansion-panel-header[aria-expanded="false"]');
    const buttons = own(field, '.sluice-add button, .sluice-head button, .sluice-actions button, .sluice-part > div > button, .sluice-default').filter((one) => !(one as HTMLButtonElement).disabled);
    const inputs = own(field, 'input:not([type=file]),textarea');
    if (closed.length && next() < 0.5) {
      return this.press(pick(closed));
    }
    if (kind === 'variant' || kind === 'enum') {
      await this.press(own(field, '.mat-mdc-select-trigger')[0]);
      return this.press(pick([...document.querySelectorAll<HTMLElement>('mat-option')]));
    }
    if (kind === 'boolean') {
      return this.press(own(field, 'button[role="switch"]')[0]);
    }
    if (inputs.length && (!buttons.length || next() < 0.7)) {
      return this.type(pick(inputs), next() < 0.4 ? plausible(ng.getComponent(field).schema, kind) : pick(TYPED));
    }
    return this.press(buttons.length ? pick(buttons.filter((one) => !one.querySelector('mat-icon')?.textContent!.includes('upload'))) : undefined);
  }
}

/** What people type, right and wrong. */
const TYPED = ['', ' ', 'a', 'readings', '0', '1', '-1', '7', '3.5', '1e3', '99999999999', '5s', '250ms', '1 M', 'PT5S', '-PT5S', '2d', '99999d', '512', '16KiB', '10 MB', '1TB', '999999999999999999g', 'äöü', 'a b', 'a,b', '${topic}', '{"a": 1}', '[1, 2', 'earliest', '/a/b', "record:key ?? 'x'", 'https://example.org/x', '10:1', '$[x', 'x'.repeat(300)];

/** Something that may stand in a field and is not its default. */
function plausible(schema: any, kind: string): string {
  if (kind === 'strings') {
    return 'one\ntwo';
  }
  if (schema['x-format'] === 'duration') {
    return schema['x-minimum'] && schema['x-minimum'] !== '0ms' ? schema['x-minimum'] : '3s';
  }
  if (schema['x-format'] === 'size') {
    return schema['x-minimum'] ?? '2KiB';
  }
  if (schema.type === 'integer' || schema.type === 'number') {
    return String((schema.minimum ?? 0) + (schema.default === schema.minimum ? 1 : 0));
  }
  if (schema.pattern) {
    return ['some.topic', 'key', 'https://example.org/x'].find((one) => new RegExp(schema.pattern, 'u').test(one))!;
  }
  return schema.maxLength === 1 ? ';' : `some ${schema.title}`.slice(0, schema.maxLength ?? 99);
}
