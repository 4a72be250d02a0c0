// Stand-ins of ThingsBoard's own controls: the same selectors and inputs, a plain control inside. A list of
// texts gives null when it is empty, as ThingsBoard's does.
import { Component, forwardRef, type Type } from '@angular/core';
import { NG_VALUE_ACCESSOR } from '@angular/forms';

interface Form {
  show: (value: any) => string;
  read: (text: string) => any;
}

const TEXT: Form = { show: (value) => value ?? '', read: (text) => text };
const LINES: Form = { show: (value) => (value ?? []).join('\n'), read: (text) => (text === '' ? null : text.split('\n')) };

function control(selector: string, inputs: string[], form: Form): Type<unknown> {
  class Control {
    label = '';
    functionName = '';
    scriptLanguage = '';
    hint = '';
    text = '';
    off = false;
    private change = (_: any) => {};
    private touch = () => {};
    writeValue(value: any) {
      this.text = form.show(value);
    }
    registerOnChange(change: (_: any) => void) {
      this.change = change;
    }
    registerOnTouched(touch: () => void) {
      this.touch = touch;
    }
    setDisabledState(off: boolean) {
      this.off = off;
    }
    put(text: string) {
      this.text = text;
      this.change(form.read(text));
    }
    left() {
      this.touch();
    }
    get rows() {
      return Math.min(12, Math.max(selector === 'tb-string-items-list' ? 1 : 3, this.text.split('\n').length));
    }
  }
  const made: Type<unknown> = Component({
    selector,
    standalone: false,
    inputs,
    template: `<label class="stand-in"><span>{{ label || functionName }} {{ scriptLanguage }}</span><textarea [rows]="rows" [disabled]="off" [value]="text" (input)="put($any($event.target).value)" (blur)="left()" spellcheck="false"></textarea></label>
      @if (hint) { <div class="stand-in-hint">{{ hint }}</div> }`,
    providers: [{ provide: NG_VALUE_ACCESSOR, useExisting: forwardRef(() => made), multi: true }],
  })(Control) as unknown as Type<unknown>;
  return made;
}

export const controls = [
  control('tb-js-func', ['functionName', 'functionArgs', 'scriptLanguage', 'disableUndefinedCheck', 'noValidate', 'helpId', 'minHeight', 'disabled', 'required'], TEXT),
  control('tb-string-items-list', ['label', 'hint', 'required', 'editable', 'subscriptSizing', 'placeholder', 'disabled'], LINES),
  control('tb-json-content', ['label', 'contentType', 'disabled', 'fillHeight', 'readonly', 'validateContent', 'required'], TEXT),
];
