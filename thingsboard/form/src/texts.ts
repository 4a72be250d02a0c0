import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { defaultHttpOptionsFromConfig } from '@core/public-api';
import { TranslateService } from '@ngx-translate/core';

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

  /** `{0}` stands for the first value. */
  say(text: string, values: readonly (string | number)[] = []): string {
    return values.reduce<string>((said, value, i) => said.replace(`{${i}}`, String(value)), this.translated(text));
  }

  private translated(text: string): string {
    if (!String(this.translate.currentLang ?? '').startsWith('de')) {
      return text;
    }
    return (this.german ??= this.fetched())[text] ?? text;
  }

  /** Empty until it has come; Angular draws anew when it has. */
  private fetched(): Record<string, string> {
    this.http.get<Record<string, string>>(GERMAN, defaultHttpOptionsFromConfig({ ignoreErrors: true, ignoreLoading: true })).subscribe({
      next: (table) => (this.german = table),
      // A proxy that lets nothing but the forms' file through: they go on in English.
      error: () => undefined,
    });
    return {};
  }
}

export type Texts = TextsService;
export const Texts = Injectable({ providedIn: 'root' })(TextsService);
