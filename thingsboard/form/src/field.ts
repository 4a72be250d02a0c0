import { CommonModule } from '@angular/common';
import { Component, DestroyRef, EventEmitter, inject } from '@angular/core';
import { FormControl, type ValidationErrors } from '@angular/forms';
import { SharedModule } from '@shared/public-api';
import { below, fill, isObject, type Json, type JsonObject, offered, parsed, resolve, same, type Schema, switched, typed, typeOf, variantOf, variantsOf, wordsOf } from '@sluice/forms';
import { type Group, groupsOf, type Kind, kindOf, nameOf, RARE } from './kinds';
import { Pairs } from './pairs';
import { FormState } from './state';
import { Tools } from './tools';
import styles from './field.css';
import template from './field.html';

/** One place of the configuration. Draws itself and, for what it holds, others of its kind. */
class FieldClass {
  name = '';
  path = '';
  required = false;
  readonly valueChange = new EventEmitter<Json | undefined>();
  readonly state = inject(FormState);
  readonly say = this.state.say;
  readonly rare = RARE;
  readonly control = new FormControl<unknown>(null, () => this.invalid());
  schema: Schema = {};
  kind: Kind = 'text';
  groups: Group[] = [];
  variants: { type: string; title: string }[] = [];
  current: Json | undefined;
  hidden = true;
  /** While somebody types, the field shows what was typed: an emptied one would jump back to its default. */
  private typing = false;
  private declared?: Schema;

  constructor() {
    this.control.valueChanges.subscribe((shown) => this.put(this.read(shown)));
    const checks = this.state.checked.subscribe(() => this.recheck());
    inject(DestroyRef).onDestroy(() => checks.unsubscribe());
  }

  set given(declared: Schema) {
    if (declared !== this.declared) {
      this.declared = declared;
      this.schema = resolve(declared, this.state.root);
      this.kind = kindOf(this.schema, this.state.root);
      this.variants = variantsOf(this.schema, this.state.root).map((one) => ({ type: typeOf(one), title: one.title ?? typeOf(one) }));
      this.show();
    }
  }

  set value(value: Json | undefined) {
    this.current = value;
    this.show();
  }

  get title() {
    const unit = this.schema['x-unit'];
    return this.say(this.schema.title ?? this.name) + (unit ? ` (${unit})` : '');
  }
  get help() {
    return this.schema.description ? this.say(this.schema.description) + this.bounds : '';
  }
  private get bounds() {
    const low = this.schema['x-minimum'] ?? this.schema.minimum;
    const high = this.schema['x-maximum'] ?? this.schema.maximum;
    const text = low !== undefined && high !== undefined ? this.say('From {0} to {1}.', low, high) : low !== undefined ? this.say('At least {0}.', low) : high !== undefined ? this.say('At most {0}.', high) : '';
    return text && ` ${text}`;
  }
  get isRoot() {
    return this.path === '';
  }
  get isItem() {
    return this.path.endsWith(']');
  }
  get optional() {
    return !this.required && this.schema.default === undefined;
  }
  get secret() {
    return !!this.schema['x-secret'];
  }
  get numeric() {
    return this.schema.type === 'integer' || this.schema.type === 'number';
  }
  get language() {
    return this.state.lookup(this.path.replace(/\.[^.]*$/, '.type')) === 'javascript' ? 'JS' : 'TBEL';
  }
  get isDefault() {
    return this.schema.default === undefined || same(this.current, fill(this.declared!, undefined, this.state.root));
  }
  get error() {
    return this.state.error(this.path);
  }
  /** Of what has no control of Material's that would show it. */
  get toldError() {
    return this.state.loud || this.control.touched ? this.error : '';
  }
  get items(): Json[] {
    return Array.isArray(this.current) ? this.current : [];
  }
  get present() {
    return this.current !== undefined && this.current !== null;
  }
  /** What the properties are of: of a variant, the chosen one. */
  get shape(): Schema {
    return this.schema.oneOf ? (variantOf(this.schema, this.current, this.state.root) ?? {}) : this.schema;
  }
  private get members(): JsonObject {
    return isObject(this.current) ? this.current : {};
  }

  /** One of the values to choose from, in words. */
  choice = (value: Json) => offered(String(value), this.say(wordsOf(String(value))));
  property = (name: string) => this.shape.properties![name]!;
  member = (name: string) => this.members[name];
  needs = (name: string) => !!this.shape.required?.includes(name);
  at = (step: string | number) => below(this.path, step);
  itemName = (i: number) => nameOf(this.items[i]);
  wrongIn = (group: Group) => group.more.reduce((sum, { name }) => sum + this.state.wrong(this.at(name)), 0);
  /** A heading over one property of the same name says it twice. */
  heading = (group: Group) => (group.plain.length === 1 && !group.more.length && this.property(group.plain[0]!.name).title === group.title ? '' : group.title);

  set(name: string, value: Json | undefined) {
    const next: JsonObject = { ...this.members };
    if (value === undefined) {
      delete next[name];
    } else {
      next[name] = value;
    }
    this.put(next);
  }
  setItem(at: number, value: Json | undefined) {
    this.put(this.items.map((one, i) => (i === at ? (value ?? null) : one)));
  }
  add() {
    this.put([...this.items, fill(this.schema.items!, {}, this.state.root) ?? {}]);
  }
  drop(at: number) {
    this.put(this.items.filter((_, i) => i !== at));
  }
  move(at: number, by: number) {
    const next = [...this.items];
    next.splice(at + by, 0, ...next.splice(at, 1));
    this.put(next);
  }
  /** Brings an optional part in, or leaves it out. */
  include(there: boolean) {
    this.put(there ? fill(this.declared!, {}, this.state.root) : undefined);
  }
  toDefault() {
    this.typing = false;
    this.put(undefined);
  }
  typed() {
    this.typing = true;
  }
  left() {
    this.typing = false;
    this.show();
  }
  async read64(files: FileList | null) {
    const [file] = files ?? [];
    if (file) {
      this.put(await file.text());
      this.show();
    }
  }

  put(value: Json | undefined) {
    this.current = value;
    this.group();
    this.valueChange.emit(value);
  }

  private read(shown: unknown): Json | undefined {
    if (this.kind === 'variant') {
      return switched(this.schema, this.current, String(shown ?? ''), this.state.root);
    }
    if (this.kind === 'json') {
      return shown === '' || shown === null ? undefined : parsed(String(shown));
    }
    if (typeof shown === 'string' && this.kind !== 'enum') {
      return typed(this.schema, shown);
    }
    // ThingsBoard's list of texts gives null for an empty one.
    return (shown as Json | null) ?? undefined;
  }

  private show() {
    if (!this.declared) {
      return;
    }
    this.group();
    const shown = this.shown();
    if (!this.typing && !same(shown as Json, this.control.value as Json)) {
      this.control.setValue(shown, { emitEvent: false });
    }
    this.switchOff();
  }

  private switchOff() {
    if (this.control.disabled !== this.state.disabled) {
      this.control[this.state.disabled ? 'disable' : 'enable']({ emitEvent: false });
    }
  }

  private shown(): unknown {
    switch (this.kind) {
      case 'variant':
        return isObject(this.current) ? (typeof this.current.type === 'string' ? this.current.type : null) : null;
      case 'json':
        return same(this.read(this.control.value), this.current) ? this.control.value : this.present ? JSON.stringify(this.current, null, 2) : '';
      case 'text':
      case 'multiline':
      case 'script':
        // An emptied one has no default to jump back to.
        return this.present ? (typeof this.current === 'string' ? this.current : JSON.stringify(this.current)) : '';
      default:
        return this.current ?? null;
    }
  }

  /** New groups only when they differ, so that what is drawn stays. */
  private group() {
    if (this.kind === 'object' || this.kind === 'variant') {
      const groups = groupsOf(this.shape, this.members, this.isRoot);
      if (JSON.stringify(groups) !== JSON.stringify(this.groups)) {
        this.groups = groups;
      }
    }
  }

  private invalid(): ValidationErrors | null {
    return this.declared && this.error ? { sluice: true } : null;
  }

  private recheck() {
    this.switchOff();
    this.control.updateValueAndValidity({ emitEvent: false });
    if (this.state.loud) {
      this.control.markAsTouched();
    }
  }
}

export type Field = FieldClass;
export const Field = Component({
  selector: 'sluice-field',
  standalone: true,
  imports: [CommonModule, SharedModule, Pairs, Tools],
  inputs: ['name', 'path', 'required', 'given', 'value'],
  outputs: ['valueChange'],
  template,
  styles: [styles],
})(FieldClass);
