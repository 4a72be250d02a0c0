import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { defaultHttpOptionsFromConfig } from '@core/public-api';
import { TranslateService } from '@ngx-translate/core';
import { heard } from '@sluice/forms';

const GERMAN = '/static/rulenode/sluice-de.json';

/**
 * What the forms say, in the language that ThingsBoard is shown in: English and German, other languages
 * read English. German is fetched by the first form that is opened in it, so that nobody else loads it;
 * until it is there, and where it is not, everything is English. The table is our own: texts that are added
 * to ThingsBoard's for a language which it has not loaded yet would keep it from ever loading its own.
 */
class TextsService {
  private readonly translate = inject(TranslateService);
  private readonly http = inject(HttpClient);
  private german?: Record<string, string>;
  /** What has been said of the jar's own words: forms ask again with every drawing. */
  private readonly told = new Map<string, string>();
  private inGerman?: (text: string) => string | undefined;

  /** `{0}` stands for the first value. */
  say(text: string, values: readonly (string | number)[] = []): string {
    return values.reduce<string>((said, value, i) => said.replace(`{${i}}`, String(value)), this.translated(text));
  }

  /** What the jar said, with its values in it; English where it has no German. */
  tell(text: string): string {
    const said = this.translated(text);
    if (said !== text || !this.inGerman || !this.isGerman) {
      return said;
    }
    if (!this.told.has(text)) {
      this.told.set(text, this.inGerman(text) ?? text);
    }
    return this.told.get(text)!;
  }

  private get isGerman() {
    return String(this.translate.currentLang ?? '').startsWith('de');
  }

  private translated(text: string): string {
    return this.isGerman ? ((this.german ??= this.fetched())[text] ?? text) : text;
  }

  /** Empty until it has come; Angular draws anew when it has. */
  private fetched(): Record<string, string> {
    this.http.get<Record<string, string>>(GERMAN, defaultHttpOptionsFromConfig({ ignoreErrors: true, ignoreLoading: true })).subscribe({
      next: (table) => {
        this.german = table;
        this.inGerman = heard(table);
      },
      // A proxy that lets nothing but the forms' file through: they go on in English.
      error: () => undefined,
    });
    return {};
  }
}

export type Texts = TextsService;
export const Texts = Injectable({ providedIn: 'root' })(TextsService);
