import { inject, Injectable } from '@angular/core';
import { TranslateService } from '@ngx-translate/core';
import { downlink, uplink } from 'sluice:descriptors';
import { described, own } from 'sluice:german';
import { textsOf } from './described';

/**
 * What the forms say, in the language that ThingsBoard is shown in: English and German, other languages
 * read English. The tables are our own: texts that are added to ThingsBoard's for a language which it has
 * not loaded yet would keep it from ever loading its own.
 */
class TextsService {
  private readonly translate = inject(TranslateService);
  private german?: Map<string, string>;

  /** `{0}` stands for the first value. */
  say(text: string, values: readonly (string | number)[] = []): string {
    return values.reduce<string>((said, value, i) => said.replace(`{${i}}`, String(value)), this.translated(text));
  }

  private translated(text: string): string {
    if (!String(this.translate.currentLang ?? '').startsWith('de')) {
      return text;
    }
    this.german ??= new Map([...textsOf(uplink, downlink).map((one, i) => [one, described[i]!] as const), ...Object.entries(own)]);
    return this.german.get(text) ?? text;
  }
}

export type Texts = TextsService;
export const Texts = Injectable({ providedIn: 'root' })(TextsService);
