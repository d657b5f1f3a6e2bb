/** Web: the server and its pages. Hands out a server for a gate; knows no store and no key. */
export { buildServer } from './server/build.ts';
export type { RouteLine } from './server/build.ts';
export { startServer } from './server/start.ts';
export type { Started, StartOptions } from './server/start.ts';
export type { BuildOptions, Gate, Opened, Verbs } from './server/gate.ts';
export { IDLE, LONGEST } from './server/sessions.ts';
