/**
 * What weights of the second look are fitted on: clauses of texts and single sentences, each with what the rules said of
 * it and with the kinds that it tells (bench/reading/fit.ts).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { splitHeader } from '#reading';
import { isAside, looksOf, signsOfLooks } from '../../src/reading/assess/looks.ts';
import { emptyHeader } from '../../src/reading/header.ts';
import { byRules } from '../../src/reading/run.ts';
import { touches } from '../../src/reading/segment.ts';
import { casesOf } from './score.ts';
import type { Scored } from './scorer.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const OWN = join(HERE, 'own');
/** What a sample is worth from which rules were written: rules look better there than they are. */
const LEARNED = 0.7;
/** What a sentence is worth that stands alone: it is plain, and what is plain has to be read. */
const ALONE = 2;
/** Authors whose texts no rule was written from. */
const FRESH = /^en-[D-OU-Z]\d/;

/** A clause, or a sentence that stands alone. */
export interface Sample {
  /** The text it comes from; empty for single sentences. */
  readonly text: string;
  readonly worth: number;
  /** True for a clause that the reader does not weigh. */
  readonly isAside: boolean;
  readonly signs: readonly string[];
  readonly words: readonly string[];
  /** Pairs of words, and words near. */
  readonly further: readonly string[];
  readonly kinds: ReadonlySet<string>;
  /** What its claims tell besides their kind, as `kind=value`. */
  readonly values: ReadonlySet<string>;
  /** Kinds about which the text leaves it open. */
  readonly open: ReadonlySet<string>;
}

/** What stands behind single sentences, so that they are read as part of a text about persons held. */
const COMPANY = 'The prisoners were captured in March and are held in a camp.';

/** The sentences of the first paragraph of a text as samples of kinds. */
function linesOf(lang: string, text: string, wanted: readonly string[]): Sample[] {
  const part = byRules(text, lang, { ...emptyHeader(), lang });
  const lines = (part?.sight?.lines ?? []).filter(({ sentence }) => sentence.block === 0);
  return lines.map(({ whole, sentence }): Sample => {
    const told = (part?.spoken ?? []).filter(({ draft }) => touches(draft, sentence));
    const own = signsOfLooks([{ clause: whole, start: sentence.start, end: sentence.end, told }])(0);
    return {
      text: '',
      isAside: false,
      worth: ALONE,
      signs: own.signs.map(({ name }) => name),
      words: own.words.map(({ name }) => name),
      further: own.further,
      values: new Set(),
      kinds: new Set(wanted.filter((kind) => kind !== 'none' && kind !== '')),
      open: new Set(),
    };
  });
}

/** Sentences of a language that each stand alone, with the kind they tell. */
function aloneSamples(lang: string): Sample[] {
  return readFileSync(join(HERE, `../../test/reading/languages/${lang}.tsv`), 'utf8')
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .flatMap((row) => {
      const [sentence = '', kind = ''] = row.split('\t');
      return linesOf(lang, sentence, [kind]);
    });
}

/** English sentences with the kinds they tell, each read in company. */
function sentenceSamples(folder: string): Sample[] {
  return readdirSync(folder)
    .filter((file) => /\.(?:tsv|txt)$/.test(file) && !/-[a-z]{2}\./.test(file))
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .filter((row) => row.trim() && !row.startsWith('#'))
        .flatMap((row) => {
          const [first = '', text] = row.split('\t');
          const wanted = text ? first.split(';').map((want) => /^\w+/.exec(want)?.[0] ?? '') : [];
          return linesOf('en', `${text ?? first}\n\n${COMPANY}`, wanted);
        }),
    );
}

interface Told extends Scored {
  readonly optional?: boolean;
}

/** Fields by which claims of a kind differ most. */
const VALUES = ['measure', 'event', 'feature', 'polarity', 'outcome', 'stage', 'modality'];

function valuesOf(claim: Told): string[] {
  return VALUES.flatMap((field) =>
    typeof claim[field] === 'string' ? [`${claim.kind}=${claim[field]}`] : [],
  );
}

function textSamples(lang: string, folder: string, prefix: string): Sample[] {
  return casesOf(folder, 'odd', prefix).flatMap(({ slug, text, gold }) => {
    const { header, body } = splitHeader(text);
    const claims = gold.claims as readonly Told[];
    const places = claims.map((claim) => {
      const start = body.indexOf(claim.quote);
      return { ...claim, start, end: start + claim.quote.length };
    });
    const part = byRules(body, lang, { ...header, lang });
    if (!part?.sight) return [];
    const { isAbout } = part.sight;
    const { looks } = looksOf(part.sight.lines, part.spoken);
    const signsAt = signsOfLooks(looks);
    return looks.map((look, at): Sample => {
      const own = signsAt(at);
      const here = places.filter((place) => {
        const shared = Math.min(look.end, place.end) - Math.max(look.start, place.start);
        return shared >= 0.5 * Math.min(look.end - look.start, place.end - place.start);
      });
      return {
        text: slug,
        isAside: isAside(look, isAbout),
        worth: FRESH.test(slug) ? 1 : LEARNED,
        signs: own.signs.map(({ name }) => name),
        words: own.words.map(({ name }) => name),
        further: own.further,
        values: new Set(here.flatMap((one) => (one.optional ? [] : valuesOf(one)))),
        kinds: new Set(here.filter((one) => !one.optional).map((one) => one.kind)),
        open: new Set(here.filter((one) => one.optional).map((one) => one.kind)),
      };
    });
  });
}

/** All that a language may learn from. */
export function samplesOf(lang: string): Sample[] {
  const isEnglish = lang === 'en';
  return [
    ...aloneSamples(lang),
    ...(isEnglish
      ? [OWN, join(OWN, 'taught'), join(HERE, '../../fixtures/reading')].flatMap((folder) =>
          sentenceSamples(folder),
        )
      : []),
    ...textSamples(lang, join(HERE, '../../fixtures/reading/dev'), lang),
    ...(isEnglish ? ['a-', 'b-', 'c-', 'd-'] : [`${lang}-`]).flatMap((prefix) =>
      textSamples(lang, join(OWN, 'texts'), prefix),
    ),
    ...textSamples(lang, join(OWN, 'marked'), lang),
  ];
}
