// The little of ThingsBoard's own modules that the forms use; its module loader gives the real ones.
declare module '@shared/public-api' {
  /** Exports ThingsBoard's controls (tb-js-func, tb-string-items-list, tb-json-content) and Material's modules. */
  export const SharedModule: import('@angular/core').Type<unknown>;
}
declare module '@core/public-api' {
  /** Without `ignoreErrors` ThingsBoard shows a message of its own for every failure. */
  export function defaultHttpOptionsFromConfig(config: { ignoreLoading?: boolean; ignoreErrors?: boolean }): {
    headers: import('@angular/common/http').HttpHeaders;
    params: import('@angular/common/http').HttpParams;
  };
}

declare module '*.html' {
  const text: string;
  export default text;
}
declare module '*.css' {
  const text: string;
  export default text;
}
/** Put together by bundle.mjs. */
declare module 'sluice:descriptors' {
  export const uplink: import('@sluice/forms').Schema;
  export const downlink: import('@sluice/forms').Schema;
}
