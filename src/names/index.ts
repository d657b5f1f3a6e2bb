/** Names: scripts, romanisation, keys, likeness across scripts, and the parts of a name. */
export { scriptOf, scriptsIn } from './script.ts';
export { SCHEMES, isScheme, romanise } from './romanise.ts';
export type { RomaniseOptions, Scheme } from './romanise.ts';
export { keysOf, skeletonsOf } from './key.ts';
export { foldedWords, lookupKeysOf } from './lookup.ts';
export { parseName } from './parse.ts';
export type { NamePart, PartKind } from './parse.ts';
export { nameLikeness, prepareName, similarity } from './compare.ts';
export type { PreparedName } from './compare.ts';
export { matchNames, NameIndex } from './match.ts';
export type { Match, MatchOptions } from './match.ts';
export { buildVocabulary, VOCABULARY_LEVELS, vocabularyVersion } from './vocabulary.ts';
export type { Vocabulary, VocabularyOptions } from './vocabulary.ts';
