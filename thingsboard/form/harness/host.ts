// A stand-in for ThingsBoard's rule node dialog, from npm packages alone. Loads the forms' file as ThingsBoard
// 4.x does: its module loader, its search for a component by selector, the order in which its dialog sets and asks.
import 'zone.js';
import '@angular/compiler';
import * as common from '@angular/common';
import * as http from '@angular/common/http';
import * as core from '@angular/core';
import * as forms from '@angular/forms';
import * as button from '@angular/material/button';
import * as expansion from '@angular/material/expansion';
import * as formField from '@angular/material/form-field';
import * as icon from '@angular/material/icon';
import * as input from '@angular/material/input';
import * as progressBar from '@angular/material/progress-bar';
import * as select from '@angular/material/select';
import * as slideToggle from '@angular/material/slide-toggle';
import * as tooltip from '@angular/material/tooltip';
import { BrowserModule } from '@angular/platform-browser';
import { NoopAnimationsModule } from '@angular/platform-browser/animations';
import { platformBrowserDynamic } from '@angular/platform-browser-dynamic';
import * as translate from '@ngx-translate/core';
import * as rxjs from 'rxjs';
import * as operators from 'rxjs/operators';
import { controls } from './controls';
import { Driver } from './driver';

declare const System: any;
const { Component, NgModule } = core;

const material = [button.MatButtonModule, expansion.MatExpansionModule, formField.MatFormFieldModule, icon.MatIconModule, input.MatInputModule, progressBar.MatProgressBarModule, select.MatSelectModule, slideToggle.MatSlideToggleModule, tooltip.MatTooltipModule];
const provided = [common.CommonModule, forms.FormsModule, forms.ReactiveFormsModule, translate.TranslateModule, ...material];
const SharedModule = NgModule({ declarations: controls, imports: provided, exports: [...provided, ...controls] })(class SharedModuleClass {});
const defaultHttpOptionsFromConfig = () => ({ headers: new http.HttpHeaders(), params: new http.HttpParams() });

const modules: Record<string, any> = {
  '@angular/core': core,
  '@angular/common': common,
  '@angular/common/http': http,
  '@angular/forms': forms,
  '@ngx-translate/core': translate,
  rxjs,
  'rxjs/operators': operators,
  '@shared/public-api': { SharedModule },
  '@core/public-api': { defaultHttpOptionsFromConfig },
};
// As ThingsBoard's ModulesMap does.
System.constructor.prototype.resolve = (id: string) => (modules[id] ? `app:${id}` : id);
for (const [id, module] of Object.entries(modules)) {
  System.set(`app:${id}`, module);
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter, at) => (at ? '-' : '') + letter.toLowerCase());
const bySelector = (module: any, selector: string) =>
  Object.values(module).find((one: any) => one?.['ɵcmp']?.standalone && one['ɵcmp'].selectors.some((each: any) => each.includes(selector))) as core.Type<any> | undefined;

class DialogClass {
  private readonly slot = core.inject(core.ViewContainerRef);
  private readonly translate = core.inject(translate.TranslateService);
  private readonly zone = core.inject(core.NgZone);
  private types: any;
  instance: any;
  /** Everything since the form was opened, in order. */
  emitted: any[] = [];
  /** How long the module took to load and its components to be found. */
  loadMillis = 0;

  /** In Angular's zone, as everything that ThingsBoard's page does. */
  open(directive: string, configuration: any, language?: string): Promise<void> {
    return this.zone.run(() => this.show(directive, configuration, language));
  }

  private async show(directive: string, configuration: any, language = 'en_US') {
    this.translate.use(language);
    const begin = performance.now();
    this.types ??= await System.import('/static/rulenode/sluice.js');
    const type = bySelector(this.types, snake(directive));
    this.loadMillis ||= performance.now() - begin;
    if (!type) {
      throw new Error(`There is no component for ${directive}`);
    }
    this.slot.clear();
    this.emitted = [];
    const { instance } = this.slot.createComponent(type);
    this.instance = instance;
    instance.ruleNodeId = '3f1ae0d0-0000-4000-8000-000000000001';
    instance.ruleChainId = '3f1ae0d0-0000-4000-8000-000000000002';
    instance.ruleChainType = 'CORE';
    instance.configuration = undefined;
    instance.configurationChanged.subscribe((one: any) => this.emitted.push(one === null ? null : structuredClone(one)));
    instance.configuration = structuredClone(configuration);
    instance.disabled = false;
  }
}
const Dialog = Component({ selector: 'app-root', standalone: false, template: '' })(DialogClass);

class AppClass {
  ngDoBootstrap() {}
}
const App = NgModule({
  declarations: [Dialog],
  imports: [BrowserModule, NoopAnimationsModule, translate.TranslateModule.forRoot(), SharedModule],
  providers: [http.provideHttpClient()],
  bootstrap: [Dialog],
})(AppClass);

void platformBrowserDynamic()
  .bootstrapModule(App as core.Type<unknown>)
  .then((module) => {
    const application = module.injector.get(core.ApplicationRef);
    const dialog = application.components[0]!.instance as DialogClass;
    Object.assign(window, { dialog, driver: new Driver(dialog), angular: core.VERSION.full });
  });
