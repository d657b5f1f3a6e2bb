/** What a counted figure counts: by its own noun, by what is said of it, by the list or the total it belongs to. */
import type { Measure } from '../contract.ts';
import type { Figure } from '../numbers.ts';
import { met, type Scene } from '../scene.ts';
import type { Span } from '../segment.ts';
import { deedOf } from './deed.ts';
import { measureOf, recentMeasure } from './measure.ts';

/** A figure recognised as a count, with the noun it counts. */
export interface Counted {
  readonly figure: Figure;
  /** End of the counted noun phrase, in positions of the sentence. */
  readonly nounEnd: number;
  readonly noun:
    'captive' | 'missing' | 'combatant' | 'person' | 'role' | 'dead' | 'case' | 'kin' | 'calling' | 'none';
  readonly nounWords: string;
  readonly rule: string;
}

/** What the counts before said; breakdowns go on from there. */
export interface CountState {
  block: number;
  measure: Measure | null;
  /** Figures counted so far and what each counted. */
  readonly seen: Map<number, Measure>;
  /** "In March:" above a list is the period of its lines. */
  period?: string | null;
  /** "As of 31 March:" above a list holds for its lines. */
  asOf: string | null;
}

const HOLDS = /\b(?:holds?|held|holding|keeps?|kept|houses?|detains?|has|have) (?:[a-z]+ ){0,2}$/i;

const BODIES_OF =
  /\b(?:bodies|remains|corpses|skeletons|skulls|ashes) of (?:the |another |at least |some |about |all |only |more than ){0,2}$/i;
const IN_COFFINS =
  /^(?! (?:cross|empty|stood|stand))[^;:]{0,60} in (?:[\w-]+ ){0,2}?(?:coffins?|body bags?|boxes bearing|sealed boxes|caskets?)\b/;
/** "Nine are in prison, most of them sentenced in May". */
const JAILED =
  /^ (?:are|were|is|was|remain|sit|languish) (?:still |now |all |both )?(?:in|on) (?:prison|jail|gaol|custody|detention|remand|captivity|solitary|(?:the|its|their) (?:cells?|camps?|prisons?|hulks))\b/;

/** What told a measure: a predicate said of those counted, their own noun, words near, or figures before. */
export type Basis = 'deed' | 'noun' | 'words' | 'list' | 'before' | 'none';

/** A measure and what told it. */
export interface Told {
  readonly measure: Measure;
  readonly basis: Basis;
}

const by = (basis: Basis, measure: Measure): Told => ({ measure, basis });

/** The measure of a count; `near` bounds the words that may tell it. */
export function decide(
  scene: Scene,
  one: Counted,
  near: { left: number; right: number; state: CountState },
): Told {
  const { figure } = one;
  const noun = one.nounWords.toLowerCase();
  const right = one.nounEnd + clauseEnd(scene.plain.slice(one.nounEnd, near.right));
  const isPart = /^ of (?:the|those|these|its|his|their|our|them)\b/.test(scene.plain.slice(figure.end));
  const told = isPart ? measureOf(scene, { start: one.nounEnd, end: right }, 'after') : null;
  // "Sixty died, 12 of them of typhus": what they died of.
  if (told === 'ill_treated' && near.state.measure === 'dead') return by('words', 'dead');
  if (told !== null && told !== 'cases') return by('words', told);
  // "The remains of six fighters were returned", "delivered to their families in closed coffins".
  if (BODIES_OF.test(scene.plain.slice(0, figure.start))) return by('noun', 'remains');
  if (IN_COFFINS.test(scene.plain.slice(one.nounEnd, near.right))) return by('noun', 'dead');
  const named = ofNoun(one, noun);
  if (named !== null) return by('noun', named);
  if (one.noun === 'case' || one.rule === 'count:kin-cases') {
    const told = measureOf(scene, { start: figure.start, end: near.right });
    const isMore = told === 'dead' || told === 'ill_treated' || told === 'remains';
    return by('noun', isMore ? told : 'cases');
  }
  if (one.rule === 'count:list') {
    const line = measureOf(scene, { start: 0, end: near.right });
    if (line !== null && line !== 'cases') return by('list', line);
    return by('before', headingMeasure(scene) ?? near.state.measure ?? line ?? 'held');
  }
  const deed = deedOf(scene, {
    start: figure.start,
    end: one.nounEnd,
    left: near.left,
    right: near.right,
    isHeld: one.noun === 'captive',
  });
  if (deed !== null) {
    const isSpared = /\ball but (?:the )?$/.test(scene.plain.slice(0, figure.start)) && deed === 'released';
    return by('deed', isSpared ? 'held' : deed);
  }
  return byWords(scene, one, { ...near, far: right });
}

/** A noun that says by itself what befell those counted. */
function ofNoun(one: Counted, noun: string): Measure | null {
  if (one.noun === 'missing') return 'missing';
  if (/bod(?:y|ies)|corpse|remains|skelet|grave|skull|coffin/.test(noun)) return 'remains';
  if (/death|fatalit|killing|execution/.test(noun)) return 'dead';
  if (/disappearance/.test(noun)) return 'missing';
  if (/arrest|abduction|detention|kidnapping/.test(noun)) return 'taken';
  return null;
}

/** The measure told by words near the figure, nearest first, and by what was counted before. */
function byWords(
  scene: Scene,
  one: Counted,
  near: { left: number; right: number; far: number; state: CountState },
): Told {
  const { figure } = one;
  if (JAILED.test(scene.plain.slice(one.nounEnd, near.right))) return by('deed', 'held');
  const relative = scene.plain.slice(one.nounEnd, near.right).search(/,? who(?:m|se)? /);
  const ahead =
    relative > 0 ? measureOf(scene, { start: one.nounEnd, end: one.nounEnd + relative }, 'after') : null;
  if (ahead !== null && ahead !== 'cases') return by('words', ahead);
  const after = measureOf(scene, { start: one.nounEnd, end: near.far }, 'after');
  if (after !== null && after !== 'held' && after !== 'cases') return by('words', after);
  const own: Span = { start: Math.min(figure.start, one.nounEnd), end: one.nounEnd };
  const inside = measureOf(scene, own);
  const before = measureOf(scene, { start: near.left, end: figure.start }, 'before');
  // "holds sixty captured soldiers": how they came there is no answer to what is counted.
  if (inside === 'taken' && before === 'held' && HOLDS.test(scene.plain.slice(near.left, figure.start)))
    return by('words', 'held');
  if (inside !== null && inside !== 'held' && inside !== 'cases') return by('words', inside);
  if (before !== null && before !== 'held' && before !== 'cases') return by('words', before);
  const rest = scene.plain.slice(one.nounEnd);
  if (STAYS.test(rest)) return by('deed', 'held');
  // "The passengers were put ashore. The crew, nine men, were not."
  if (near.state.measure === 'released' && /\b(?:were|was|have|had|are|is|did) not[.;]?$/.test(rest))
    return by('deed', 'held');
  const whole = wholeOf(scene, figure, near.state) ?? near.state.measure;
  if (after === 'held' || inside === 'held' || before === 'held')
    return breakdown(one, scene) && whole !== null ? by('before', whole) : by('words', 'held');
  if (whole !== null) return by('before', whole);
  const anywhere = measureOf(scene, { start: 0, end: scene.plain.length });
  // Deaths told elsewhere in the sentence are those of others.
  if (anywhere !== null && anywhere !== 'dead' && !(anywhere === 'cases' && isPersonNoun(one)))
    return by('words', anywhere);
  const isBare =
    /^(?:sur)?names?$/i.test(one.nounWords) ||
    (one.rule === 'count:said' && scene.block.sentences.length > 1);
  const recent = isBare ? recentMeasure(scene) : null;
  return recent === null ? by('none', 'held') : by('before', recent);
}

/** "The remaining eight are at the guardhouse", "23 in his own bay": where persons are is where they are held. */
const STAYS =
  /^(?:,(?: [\w'-]+)+,)? (?:(?:are|were|is|was|remain|have been) (?:still |now |all )?(?:at|in|inside|behind|aboard|with)(?! (?:court|touch|good|large|work|risk|danger|charge|favour|fact|contact|graves?|coffins?))|in (?:his|her|my|our|the|a|one)(?: own)?(?: [\w'-]+){0,2} (?:bay|cell|room|block|corridor|yard|wing|tent|hut|cellar|shed|barracks|ward|hold|camp|prison))\b/;

/** A noun that can only be a person, so that no file or request is counted. */
function isPersonNoun(one: Counted): boolean {
  return (
    /^(?:captive|combatant|person|role|calling|missing)$/.test(one.noun) && !/^names?$/i.test(one.nounWords)
  );
}

/** Where what is said of the counted ends and something new is said. */
function clauseEnd(rest: string): number {
  const cut =
    /;|, (?:and|but|while|whereas|although|(?:[a-z]+ )?after|when|because) |, (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|twenty|thirty|most|some|many|half|several) (?:of (?:them|whom|these) )?(?:already |since |later |now )?[a-z]+(?:ed|en)\b|\b(?:and|but) (?:says?|said|has|have|had|is|are|was|were|it|the|that|\d)\b/.exec(
      rest,
    );
  return cut && cut.index > 0 ? cut.index : rest.length;
}

/** What the heading above a list counts: the nearest short line without a figure. */
function headingMeasure(scene: Scene): Measure | null {
  for (let at = scene.sentence.block - 1; at >= 0 && at >= scene.sentence.block - 12; at--) {
    const block = scene.document.blocks[at];
    const line = block?.sentences[0];
    if (!block || !line || block.sentences.length > 1 || block.end - block.start > 90) return null;
    if (/\d/.test(line.plain)) continue;
    for (const cue of met(line, scene.pack.sieves.measures, scene.pack.measures)) {
      cue.expression.lastIndex = 0;
      if (cue.expression.test(line.plain)) return cue.measure;
    }
  }
  return null;
}

/** "Of the 64, 41 are children": what the whole counted, if it was told before. */
function wholeOf(scene: Scene, figure: Figure, state: CountState): Measure | null {
  for (const other of scene.figures)
    if (
      other !== figure &&
      typeof other.value === 'number' &&
      /\b(?:of|among) (?:the|those|these|all) $/i.test(scene.plain.slice(0, other.numberStart))
    )
      return state.seen.get(other.value) ?? null;
  return null;
}

function breakdown(one: Counted, scene: Scene): boolean {
  return (
    one.rule === 'count:of-them' ||
    /\b(?:of (?:them|whom|these)|among (?:them|whom)|including) $/i.test(
      scene.plain.slice(0, one.figure.start),
    )
  );
}
