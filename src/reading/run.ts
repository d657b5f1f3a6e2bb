/** Reads one run of one language by everything the language has: patterns, concepts, or both, and a second look. */
import { assessed } from './assess/assess.ts';
import { readConcepts } from './concepts/read.ts';
import { tongueOf } from './concepts/tongue.ts';
import type { Header } from './contract.ts';
import { patternsOf } from './language.ts';
import { merge } from './merge.ts';
import type { Part } from './part.ts';
import { readPatterns } from './patterns.ts';
import { roughly } from './segment.ts';

/** A run as it is proposed of; null for a language without a pack. */
export function readRun(text: string, lang: string, header: Header): Part | null {
  const part = byRules(text, lang, header);
  return part && assessed(part);
}

/** What the rules alone say; null for a language without a pack. */
export function byRules(text: string, lang: string, header: Header): Part | null {
  const patterns = patternsOf(lang);
  const tongue = tongueOf(lang);
  if (!patterns && !tongue) return null;
  const cutting = roughly(text, lang);
  const byPatterns = patterns ? readPatterns(text, patterns, header, cutting) : null;
  const byConcepts = tongue ? readConcepts(text, tongue, header, cutting) : null;
  return byPatterns && byConcepts && tongue
    ? merge(byPatterns, byConcepts, tongue.adds)
    : (byPatterns ?? byConcepts);
}
