/** Evidence: bytes preserved before they are read, text pinned, passages that hold. */
export { GRADES, gradeWords } from './grades.ts';
export type { Grade, GradeCode } from './grades.ts';
export { preserve, preservePasted } from './intake.ts';
export type { IntakeOptions, Preserved } from './intake.ts';
export { extract } from './extract.ts';
export type { ChildDocument, ExtractOptions, Extraction } from './extract.ts';
export type { EncodingFound, Field, Notice, Region } from './extract/parsed.ts';
export { endIdleParser } from './child/pool.ts';
export { pin, NORMALISER } from './pinned.ts';
export type { PinnedText } from './pinned.ts';
export type { Damage, DamageKind, Quality } from './damage.ts';
export { anchor, resolve, CONTEXT } from './anchor.ts';
export type { Passage, Place, Resolved } from './anchor.ts';
export { codePointLength, indexText } from './codepoints.ts';
export type { TextIndex } from './codepoints.ts';
export { LIMITS } from './limits.ts';
