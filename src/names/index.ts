/** Names: scripts, romanisation, keys, likeness across scripts, and the parts of a name. */
export { scriptOf, scriptsIn } from './script.ts';
export { SCHEMES, isScheme, romanise } from './romanise.ts';
export type { RomaniseOptions, Scheme } from './romanise.ts';
