/**
 * Figures of persons or cases. A figure is proposed only with a sign of what it counts: a person noun, "of them",
 * a predicate said of persons, or a noun such as "the number of". Money, measures, ages, articles and losses of
 * battle are not counts of persons held. The number shown is always the number in the quote.
 */
import type { Figure } from '../numbers.ts';
import type { Draft, Scene } from '../scene.ts';
import type { Span } from '../segment.ts';
import { times } from './as-of.ts';
import { bareRule, isInRows } from './count-bare.ts';
import { givenRule } from './count-given.ts';
import { isFree } from './count-free.ts';
import { type Counted, type CountState, decide, type Told } from './count-measure.ts';
import { enumerate, isInRow, nounAfter } from './count-noun.ts';
import { excluded, isPartOfThings, THINGS_BEHIND, UNITS } from './count-not.ts';
import { deedOf } from './deed.ts';
import { measureOf } from './measure.ts';

/** Proposes counts. */
export function counts(scene: Scene, state: CountState): Draft[] {
  const stated = scene.dates.find((date) => date.role === 'as_of' && date.edtf !== null)?.edtf;
  if (stated !== undefined) state.asOf = stated;
  noteHeading(scene, state);
  if (scene.figures.length === 0 || !scene.onTopic) return [];
  if (state.block !== scene.sentence.block) {
    state.block = scene.sentence.block;
    // "2. Forty-nine of them are men", "Make that 21": what was counted in the block before goes on.
    if (!GOES_ON.test(scene.plain)) state.measure = null;
    if (scene.block.sentences.length > 2 && stated === undefined) state.asOf = null;
  }
  const counted: Counted[] = [];
  for (const figure of scene.figures) {
    const found = recognise(scene, figure, state, counted);
    if (found) counted.push(found);
  }
  enumerate(scene, counted, state);
  const drafts: Draft[] = [];
  for (const [at, one] of counted.entries()) {
    const draft = toDraft(scene, { counted, at, state });
    if (draft) {
      drafts.push(draft);
      if (typeof one.figure.value === 'number' && state.measure !== null)
        state.seen.set(one.figure.value, state.measure);
    }
  }
  return drafts;
}

const GOES_ON =
  /^(?:\(?[\w:.]{1,5}[.):]? )?(?:(?:Of (?:them|these|those|the \d+)\b)|(?:[\p{L}-]+|\d+) of (?:them|these|those)\b|(?:Make|Read) that\b|It should (?:have )?(?:said|read))/iu;

/** A line that ends with a colon or has no full stop, and tells a month, a year or two dates. */
function noteHeading(scene: Scene, state: CountState): void {
  const isHeading =
    scene.plain.endsWith(':') || (scene.block.sentences.length === 1 && !/[.!?"]$/.test(scene.plain));
  if (!isHeading) {
    if (scene.block.sentences.length > 1) state.period = null;
    return;
  }
  const date = scene.dates.find((one) => one.edtf !== null && (one.role === 'at' || one.role === 'between'));
  const edtf = date?.edtf ?? '';
  if (/^\d{4}(?:-\d\d)?$/.test(edtf) || edtf.includes('/')) state.period = edtf;
}

/** A line of a list. */
function isBullet(scene: Scene): boolean {
  return /^(?:[•*·–-] ?|\(?[a-z0-9]{1,2}[.)] )/.test(scene.plain);
}

function recognise(
  scene: Scene,
  figure: Figure,
  state: CountState,
  earlier: readonly Counted[],
): Counted | null {
  const before = scene.plain.slice(0, figure.start);
  const after = scene.plain.slice(figure.end);
  const isTopic = earlier.length > 0 || state.measure !== null || scene.isTopical;
  if (isTopic && isInRows(scene, before, after))
    return { figure, nounEnd: figure.end, noun: 'none', nounWords: '', rule: 'count:row' };
  if (excluded(scene, figure, before, after, state)) return null;
  const noun = nounAfter(scene, figure, earlier.length > 0 || state.measure !== null);
  if (noun) return noun;
  // "I count nine, not eleven": the figure that is not so says nothing besides.
  if (earlier.length > 0 && /,? not $/.test(before)) return null;
  if (isPartOfThings(scene, figure)) return null;
  const bare = { figure, nounEnd: figure.end, noun: 'none' as const, nounWords: '' };
  const whole = WHOLE.exec(after);
  if (whole) {
    const total = scene.figures.find(
      (other) => other.start >= figure.end && other.numberStart <= figure.end + whole[0].length,
    );
    const isTotal = total !== undefined;
    if (
      total &&
      (UNITS.test(scene.plain.slice(total.end)) || THINGS_BEHIND.test(scene.plain.slice(total.end)))
    )
      return null;
    const things =
      whole[0].startsWith(' of the ') &&
      !isTotal &&
      !scene.pack.person.test(whole[0]) &&
      earlier.length === 0;
    if (!things) return { ...bare, nounEnd: figure.end + whole[0].trimEnd().length, rule: 'count:of-them' };
  }
  if (/^Of (?:the|these|those|its|his|their|our|all)\b/.test(scene.plain) && isPartOf(scene, figure, after))
    return { ...bare, rule: 'count:of-them' };
  if (earlier.length > 0 && COMPARED.test(before)) return { ...bare, rule: 'count:compared' };
  if (
    /^ (?:more|others|another)(?= (?:are|were|was|is|have|had|has|remain|died|came)\b|,|\.|;|$)/.test(after)
  )
    return { ...bare, rule: 'count:others' };
  const context = earlier.length > 0 || state.measure !== null;
  if (typeof figure.value === 'number' && figure.value >= MILLION) return null;
  const rest =
    bareRule({ scene, before, after, context }) ??
    givenRule({ scene, figure, before, after, isBeside: earlier.length > 0 });
  return rest === null ? null : { ...bare, rule: rest };
}

/** Figures without a noun from here on are money. */
const MILLION = 1_000_000;

/** "nine of them", "two of the nine", "43 of its own": a part and the whole it belongs to. */
const WHOLE =
  /^ (?:more )?of (?:them|us|whom|these|those|ours|theirs|yours|whose [\w'-]+|(?:its|his|their|our) own|the (?:[\w'-]+ ?){1,3})/;
/** "against seven in the first", "up from 251": a figure set beside the one before it. */
const COMPARED =
  /\b(?:against|(?:up|down|rising|falling|rose|fell|grown|dropped) from|compared (?:with|to)|as opposed to|instead of) $/i;

/** "Of the 213 we have buried nine": the last figure of such a sentence, where something is said of it. */
function isPartOf(scene: Scene, figure: Figure, after: string): boolean {
  const first = scene.figures.find((other) => other.numberStart < figure.start);
  const isFirst =
    first === undefined &&
    /^Of (?:the|all|its|their) (?:\w+ )?$/.test(scene.plain.slice(0, figure.numberStart));
  return !isFirst && /^(?:[.,;]|$| (?:are|were|was|is|have|had|has|remain|died|came)\b)/.test(after);
}

function toDraft(
  scene: Scene,
  place: { counted: readonly Counted[]; at: number; state: CountState },
): Draft | null {
  const { counted, at, state } = place;
  const one = counted[at];
  if (!one) return null;
  const { figure } = one;
  const inList = one.rule === 'count:list';
  const own = scene.clause(figure.start, one.nounEnd);
  const aside = asideOf(scene, own, { start: figure.start, end: one.nounEnd });
  const clause = inList ? { start: 0, end: own.end } : (aside ?? own);
  const previous = counted[at - 1];
  const next = counted[at + 1];
  const left = previous && previous.nounEnd > clause.start ? previous.nounEnd : clause.start;
  const right = next && next.figure.start < clause.end ? next.figure.start : clause.end;
  const told = measureIn(scene, { counted, at, state, left, right, clause });
  const { measure } = told;
  if (isFree(scene, one, measure, state)) return null;
  state.measure = measure;
  const span = scene.cut(
    {
      start: previous && previous.nounEnd > clause.start ? figure.start : clause.start,
      end: Math.max(
        left + scene.plain.slice(left, right).replace(/,? (?:and|or|but|nor|while) $/, '').length,
        one.nounEnd,
      ),
    },
    { start: figure.start, end: one.nounEnd },
  );
  const { asOf, period } = times(scene, { start: figure.start, end: one.nounEnd }, clause);
  const negated = isRefusedFigure(scene.plain, clause, figure);
  return {
    kind: 'count',
    start: scene.sentence.start + span.start,
    end: scene.sentence.start + span.end,
    rule: one.rule,
    cue: scene.plain.slice(figure.start, one.nounEnd),
    fields: {
      operator: figure.operator,
      number: figure.value,
      measure,
      as_of: asOf ?? (one.rule === 'count:list' ? state.asOf : null),
      period: period ?? (one.rule === 'count:list' || isBullet(scene) ? (state.period ?? null) : null),
      unit: figure.percent ? 'percent' : null,
      vague: figure.vague,
    },
    subject: scene.plain.slice(figure.start, one.nounEnd).slice(0, 80),
    basis: told.basis,
    ...(aside && aboutSpeaker(scene, aside) ? { authorOnly: true } : {}),
    ...(negated ? { modality: 'denied' as const } : {}),
  };
}

/** The measure of a count; what stands in a row shares what is said behind the last of it. */
function measureIn(
  scene: Scene,
  place: {
    counted: readonly Counted[];
    at: number;
    state: CountState;
    left: number;
    right: number;
    clause: Span;
  },
): Told {
  const { counted, at, state, left, right, clause } = place;
  const [one, next] = [counted[at], counted[at + 1]];
  if (!one) return { measure: 'held', basis: 'none' };
  let last = at;
  while (
    isSame(counted[last], counted[last + 1]) &&
    isInRow(scene, counted[last] ?? one, (counted[last + 1] ?? one).figure)
  )
    last++;
  const end = counted[last];
  if (last === at || !end || !next) return decide(scene, one, { left, right, state });
  const behind = counted[last + 1];
  const far =
    behind && behind.figure.start < clause.end ? behind.figure.start : Math.max(clause.end, end.nounEnd);
  const deed = deedOf(scene, { start: end.figure.start, end: end.nounEnd, left, right: far });
  if (deed !== null) return { measure: deed, basis: 'deed' };
  const after = measureOf(scene, { start: end.nounEnd, end: far }, 'after');
  return after === null ? decide(scene, one, { left, right, state }) : { measure: after, basis: 'words' };
}

/** Two in a row that only the noun tells apart. */
function isSame(one: Counted | undefined, other: Counted | undefined): boolean {
  const plain = /^(?:combatant|person|role|calling)$/;
  return one !== undefined && other !== undefined && plain.test(one.noun) && plain.test(other.noun);
}

const NOT_SO =
  '(?:not (?:believe|recogni[sz]e|accept)|was not a figure|never said|wrongly|incorrectly|misprint|not true that)';
const NOT_SO_BEFORE = new RegExp(`\\b${NOT_SO}\\b(?<gap>[^;:]*)$`, 'i');
const NOT_SO_AFTER = new RegExp(`\\b${NOT_SO}\\b`, 'i');
/** "does not believe this, and counts …": what is not believed has been said before; the figure is the speaker's own. */
const SAID_BEFORE =
  /^ (?:this|that|it|them|him|her|so)(?: (?:figure|number|count|total|claim|tally|statement))?(?:,|[ –]*–| and | but )/i;

/** "An earlier version of this story said 17": the text takes the figure back. */
const TAKEN_BACK =
  /\b(?:earlier|previous|original) version of (?:this|the|our|an?) (?:story|article|report|piece|text|item|post|dispatch)\b(?![^.]*\bcorrect(?:ed|ly)?\b)|^(?:correction|clarification)[:,]? (?:we|this \w+) (?:wrote|reported|said|stated|gave)\b/i;

/** True where the clause says that its own figure is not so. */
function isRefusedFigure(plain: string, clause: Span, figure: Span): boolean {
  if (TAKEN_BACK.test(plain.slice(0, figure.start))) return true;
  const before = NOT_SO_BEFORE.exec(plain.slice(clause.start, figure.start));
  if (before && !SAID_BEFORE.test(before.groups?.['gap'] ?? '')) return true;
  return NOT_SO_AFTER.test(plain.slice(figure.end, clause.end + 40));
}

/** "…, who represents eleven of the crew, …": a relative clause ends at its comma. */
function asideOf(scene: Scene, own: Span, core: Span): Span | null {
  const before = scene.plain.slice(own.start, core.start);
  if (!/^(?:who|whose|which)\b/i.test(before) || before.includes(', ')) return null;
  const comma = scene.plain.slice(core.end, own.end).search(/, (?!and |or )/);
  return { start: own.start, end: comma < 0 ? own.end : core.end + comma };
}

/** What is said of a speaker in passing is the author's word, not the speaker's. */
function aboutSpeaker(scene: Scene, aside: Span): boolean {
  const start = scene.sentence.start + aside.start;
  const end = scene.sentence.start + aside.end;
  if (scene.frames.some(({ mention }) => mention.end > start && mention.end <= end)) return false;
  return scene.frames.some(
    ({ sourceSpan }) => sourceSpan !== null && start >= sourceSpan.start && start - sourceSpan.end <= 2,
  );
}
