/** Figures with a noun for persons or cases behind them, and what stands in one row with those. */
import type { Measure } from '../contract.ts';
import { isBattle } from '../guards.ts';
import type { Figure } from '../numbers.ts';
import { met, type Scene } from '../scene.ts';
import type { Counted, CountState } from './count-measure.ts';
import { excluded } from './count-not.ts';
import { deedOf } from './deed.ts';
import { measureOf } from './measure.ts';

/** The counted noun, if a person or case noun follows with at most four words between. */
export function nounAfter(scene: Scene, figure: Figure, isInContext: boolean): Counted | null {
  const list = scene.list;
  const classes = met(scene.sentence, scene.pack.sieves.personClass, CLASSES);
  let at = scene.tokenAt(figure.end);
  for (let steps = 0; steps < 6 && at < list.length; steps++, at++) {
    const token = list[at];
    if (!token || /^[.,;:–()"!?]$/.test(token.words)) {
      if (token?.words === '"' && steps < 2) continue;
      // "27 (twenty-seven) persons": the figure once more in words.
      const again = token?.words === '(' && steps === 0 ? AGAIN.exec(scene.plain.slice(figure.end)) : null;
      if (again) {
        at = scene.tokenAt(figure.end + again[0].length) - 1;
        continue;
      }
      return null;
    }
    const rest = classes.length === 0 ? '' : scene.plain.slice(token.start, token.start + 60);
    for (const name of CLASSES) {
      if (!classes.includes(name)) continue;
      const match = scene.pack.personClass.get(name)?.exec(rest);
      if (match && !modifies(scene, token.start + match[0].length))
        return accept(
          scene,
          figure,
          { name, words: match[0], end: token.start + match[0].length },
          isInContext,
        );
    }
    const calling = scene.pack.nouns.get(token.lower);
    if (calling && !modifies(scene, token.end)) {
      const name = calling === 'kin' || calling === 'captive' ? calling : 'calling';
      return accept(scene, figure, { name, words: token.words, end: token.end }, isInContext);
    }
    // "Nine showed our researchers": behind a word that opens a new noun phrase nothing is counted any more.
    if (steps > 0 && scene.pack.grammar.is(token.lower, 'det') && list[at - 1]?.lower !== 'of') return null;
    if (scene.pack.grammar.is(token.lower, 'aux', 'sub', 'rel', 'conj')) return null;
    if (scene.pack.grammar.is(token.lower, 'prep') && token.lower !== 'of' && token.lower !== 'per')
      return null;
    if (token.lower === 'of' && steps > 1) return null;
  }
  return null;
}

/** Classes of nouns for persons and cases, in the order in which they are tried. */
const CLASSES = ['captive', 'missing', 'dead', 'case', 'combatant', 'person', 'role', 'kin'] as const;

const AGAIN = /^ ?\((?:[a-z]+(?:[ -][a-z]+){0,4}|\d+)\)(?= [a-z])/;

/** "three prisoner exchanges": the person noun only modifies what is counted. */
function modifies(scene: Scene, end: number): boolean {
  return (
    /^ (?:exchanges?|swaps?|transfers?|camps?|lists?|cells?|deals?|visits?|releases?|trials?|hearings?|ships?|votes?|units?|groups?|buses|families)\b/i.test(
      scene.plain.slice(end, end + 14),
    ) || /^'s?\b/.test(scene.plain.slice(end, end + 2))
  );
}

function accept(
  scene: Scene,
  figure: Figure,
  noun: { name: Counted['noun']; words: string; end: number },
  isInContext: boolean,
): Counted | null {
  const clause = scene.clause(figure.start, noun.end);
  const text = scene.plain.slice(clause.start, clause.end);
  const told = measureOf(scene, clause);
  const found: Counted = {
    figure,
    nounEnd: noun.end,
    noun: noun.name,
    nounWords: noun.words,
    rule: `count:${noun.name}`,
  };
  if (isBattle(scene, clause) && told !== 'taken' && told !== 'released' && told !== 'tried') return null;
  if (noun.name === 'calling' && told === null && !isInContext) return null;
  if (/^(?:combatant|person|role|calling)$/.test(noun.name) && isDoing(scene, figure, noun.end)) return null;
  if (noun.name === 'kin' && !(typeof figure.value === 'number' && figure.value > 3 && isHard(told)))
    return /petition|complaint|appeal|request|lawsuit|case|sued/i.test(text)
      ? { ...found, rule: 'count:kin-cases' }
      : null;
  if (
    /\b(?:lawyers?|journalists?|reporters?|experts?|monitors?|inspectors?|observers?|members?|staff|employees|guards?|delegates|judges?|colleagues|volunteers|supporters)\b/i.test(
      noun.words,
    ) &&
    (told === null || told === 'cases')
  )
    return null;
  if (
    /\b(?:troops|inhabitants|residents)\b/i.test(noun.words) &&
    (told === null || told === 'held') &&
    !/\b(?:held|detained|in custody|captured|hold)\b/i.test(text)
  )
    return null;
  if (/^names$/i.test(noun.words) && isReadOut(scene, figure)) return null;
  if (noun.name === 'case' && isAnyCase(scene, figure)) return null;
  if (
    noun.name === 'case' &&
    !scene.isTopical &&
    !/complaint|petition|appeal|file|case|death|entr(?:y|ies)/i.test(text)
  )
    return null;
  if (noun.name !== 'captive' && /\bpopulation\b/i.test(text)) return null;
  if (/\b(?:staff of|army of|fields|employs?|budget|seats)\b/i.test(text)) return null;
  return found;
}

/** Names up to which they are read, ticked and passed on rather than counted. */
const FEW_NAMES = 20;

/** "ticked two of the five names", "gave us the five names": names that are handled. */
function isReadOut(scene: Scene, figure: Figure): boolean {
  if (typeof figure.value !== 'number' || figure.value > FEW_NAMES) return false;
  return /\b(?:the|those|these|'s|read(?:s|ing)?(?: out)?|call(?:ed|s|ing)?|gave|give[ns]?|tick\w*|bring|brought|shown|of the \w+|takes? to \w+) $/i.test(
    scene.plain.slice(0, figure.numberStart),
  );
}

/** "Two cases deserve mention", "eleven hundred other cases", "Forty-first case": cases of anything. */
function isAnyCase(scene: Scene, figure: Figure): boolean {
  const words = scene.plain.slice(figure.start, figure.end + 40);
  if (!/^[^.,;]*?\b(?:cases?|entries|entry)\b/.test(words)) return false;
  if (/(?:first|second|third|th)$/.test(scene.plain.slice(figure.numberStart).split(' ')[0] ?? ''))
    return true;
  if (scene.pack.custodyTopic.test(scene.plain)) return false;
  const isSmall = typeof figure.value === 'number' && figure.value <= 4;
  return (
    isSmall ||
    /^[^.,;]*?\b(?:other cases|cases of (?!(?:torture|ill|abuse|enforced|disappear|arbitrary)))/.test(words)
  );
}

/** What those do who are free: "nine dockers marched"; "signed by forty villagers". What befalls them is no such verb. */
function isDoing(scene: Scene, figure: Figure, end: number): boolean {
  if (/\bby (?:the |about )?$/.test(scene.plain.slice(0, figure.start))) return true;
  if (isParticiple(scene, figure, end)) return false;
  const clause = scene.clause(figure.start, end);
  // "18 citizens crossed the bridge", "three men have walked out": a verb that tells how those held fare.
  if (deedOf(scene, { start: end, end, left: end, right: Math.max(end, clause.end) }) !== null) return false;
  const verb =
    /^ (?:also |then |later |have |had )?(?<word>[a-z]+)/.exec(scene.plain.slice(end))?.groups?.['word'] ??
    '';
  if (!/[^e]ed$/.test(verb) && !scene.pack.grammar.isFinite(verb)) return false;
  if (
    scene.pack.events.has(verb) ||
    scene.pack.cues.has(verb) ||
    scene.pack.grammar.is(verb, 'aux') ||
    SUFFERED.test(verb)
  )
    return false;
  return !isHard(measureOf(scene, { start: end, end: end + verb.length + 8 }, 'after'));
}

/**
 * "had registered 214 persons deprived of liberty", "nine men questioned on Friday were let go": where the clause has
 * another verb, or the doer is told, the word behind the persons tells what was done to them.
 */
function isParticiple(scene: Scene, figure: Figure, end: number): boolean {
  const clause = scene.clause(figure.start, end);
  const { grammar } = scene.pack;
  const next = scene.list.find((token) => token.start >= end);
  if (!next?.lower.endsWith('ed')) return false;
  if (/^ (?:by|of|under)\b/.test(scene.plain.slice(next.end))) return true;
  return scene.list.some(
    (token) =>
      token.start >= clause.start &&
      token.end <= clause.end &&
      (token.end <= figure.start || token.start > next.end) &&
      (grammar.is(token.lower, 'aux') || grammar.isFinite(token.lower)),
  );
}

/** Verbs of those held that look like deeds. */
const SUFFERED =
  /^(?:remain\w*|stay\w*|died|disappeared|vanished|returned|survived|escaped|suffered|awaited|await|await\w*|lost|came|went|got|missed|lived|live|needed|lacked|surfaced|named|listed|registered|believed|thought|accused|suspected|aged|led|put|let|seen|found|known|said|still|wanted|stood|fell|lay|lie|used|kept|faced|face|served|serve|spent|slept|sleep|ended|turned|shared)$/;

/** Something that happens to persons, told in so many words. */
function isHard(told: Measure | null): boolean {
  return told !== null && told !== 'cases' && told !== 'other';
}

/**
 * "Nine thatchers, two cooks and 43 boys": what stands in one row with persons counted is persons too, whatever the
 * word. Adds to `counted`, in the order of the sentence.
 */
export function enumerate(scene: Scene, counted: Counted[], state: CountState): void {
  if (counted.length === 0 || counted.length === scene.figures.length) return;
  for (const figures of [scene.figures, [...scene.figures].reverse()])
    for (const figure of figures) {
      if (counted.some((one) => one.figure === figure)) continue;
      const isBeside = counted.some((one) => isInRow(scene, one, figure));
      const [before, after] = [scene.plain.slice(0, figure.start), scene.plain.slice(figure.end)];
      if (!isBeside || excluded(scene, figure, before, after, state)) continue;
      const words = /^ (?:[\p{Ll}'-]+ ){0,2}?\p{Ll}[\p{Ll}'-]*(?=,|;|\.| and |$)/u.exec(after)?.[0] ?? '';
      const noun = { noun: 'calling' as const, nounWords: words.trim(), nounEnd: figure.end + words.length };
      counted.push({ figure, ...noun, rule: 'count:in-row' });
      counted.sort((a, b) => a.figure.start - b.figure.start);
    }
}

/** True if only the words counted, a comma or "and" stand between a figure and a count of persons. */
export function isInRow(scene: Scene, one: Counted, figure: Figure): boolean {
  if (!/^(?:combatant|person|role|calling|captive)$/.test(one.noun)) return false;
  const between =
    figure.start > one.figure.end
      ? scene.plain.slice(one.nounEnd, figure.start)
      : scene.plain.slice(figure.end, one.figure.start);
  const own = figure.start > one.figure.end ? '' : "(?: [\\p{Ll}'-]+){1,3}";
  return new RegExp(`^${own}(?:,|;)?(?: and)? $`, 'u').test(between);
}
