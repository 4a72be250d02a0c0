/** What every form made from a description needs, whatever draws it. No framework, no host. */
export * from './check';
export * from './descriptor';
export * from './heard';
export * from './json';
export * from './pairs';
export * from './problems';
export * from './typed';
export * from './words';
