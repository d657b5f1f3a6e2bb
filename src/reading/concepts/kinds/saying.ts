/** Claims about words themselves: labels, unknown numbers, rules of confidence, agreements, carriers, open questions. */
import { around, type Find, hasPersons, type Memory, partyNear } from '../find.ts';
import type { Measure } from '../../contract.ts';
import type { Clause, Line, Range } from '../line.ts';
import { isOblique } from '../cases.ts';
import { isName } from '../parties.ts';
import { type Concept, EVENTS, PERSONS } from '../vocabulary.ts';

/** A sentence with neither a naming verb nor a name of this sort gives no label. */
const NAMING: readonly Concept[] = ['dub', 'brand'];

/** "X calls them Y": a naming verb, persons, and the name in quotation marks. */
export function labels(line: Line, memory: Memory): Find[] {
  if (!memory.isOnTopic || line.isQuestion || !(line.has(NAMING) || isCalling(line))) return [];
  return line.clauses.flatMap((clause): Find[] => {
    const verb = clause.find('dub');
    const isThing = /^(?:that|this)$/i.test(line.words[verb + 1]?.text ?? '');
    const isNaming = verb >= 0 && hasPersons(clause) && !isThing;
    const named = isNaming ? (quotedIn(line, verb) ?? brandIn(clause, verb)) : null;
    const scare = verb < 0 && hasPersons(clause) ? scareIn(clause) : null;
    const name = named ?? scare ?? copulaIn(clause) ?? insteadIn(clause) ?? calledIn(clause);
    if (!name) return [];
    const at = named ? verb : name.from;
    return [
      {
        kind: 'label',
        range: around(clause, at, name.from, name.to),
        cue: at,
        rule: 'concepts:label',
        fields: { label: line.text(name).replace(/^["«“„]\s*|\s*["»”]$/g, '') },
        ...(clause.isNegated(at) ? { modality: 'denied' as const } : {}),
      },
    ];
  });
}

/** A sentence with words between marks and a verb of speech, where verbs stand last. */
function isCalling(line: Line): boolean {
  return line.tongue.order === 'sov' && line.has(['say']) && /["«“„]/.test(line.sentence.plain);
}

/** "They hold only “traitors”": a name for those held between marks of its own, without a naming verb. */
function scareIn(clause: Clause): Range | null {
  const { line } = clause;
  for (const brand of clause.all('brand')) {
    let from = brand;
    let to = brand;
    while (from > clause.from && brand - from < 3 && !isOpening(line, from - 1)) from--;
    while (to < clause.to && to - brand < 3 && !isClosing(line, to + 1)) to++;
    if (isOpening(line, from - 1) && isClosing(line, to + 1) && to - from < 4) return { from, to };
  }
  return null;
}

/** Words between "are" and the name that follows it: "they are nothing but the mercenaries". */
const COPULA = 3;

/** "They are pirates", "those are no spies": somebody says of persons what they are, without a naming verb. */
function copulaIn(clause: Clause): Range | null {
  const { line } = clause;
  for (const brand of clause.all('brand')) {
    if (!line.isQuoted(brand) && !line.has(['say', 'source', 'denied', 'alleged'])) continue;
    for (let at = brand - 1; at >= Math.max(clause.from, brand - COPULA); at--) {
      if (line.words[at]?.isMark || line.is(at, ...PERSONS)) break;
      if (line.is(at, 'aux') && !clause.has(...EVENTS, 'say')) return { from: brand, to: brand };
    }
  }
  return null;
}

/** "They are no prisoners but saboteurs": what those held are not, and the name they are given instead. */
function insteadIn(clause: Clause): Range | null {
  const { line } = clause;
  const held = line.whole.find('captive', 'civilian', 'soldier', 'missing');
  const not = line.whole.find('not');
  if (held < 0 || not < 0) return null;
  for (const brand of clause.all('brand'))
    if (brand > held && brand - held <= INSTEAD && not < brand && Math.abs(not - held) <= 2)
      return { from: brand, to: brand };
  return null;
}

/** Words from what they are not to what they are called. */
const INSTEAD = 6;

function isOpening(line: Line, at: number): boolean {
  return /^["«“„]$/.test(line.words[at]?.text ?? '');
}

function isClosing(line: Line, at: number): boolean {
  return /^["»”]$/.test(line.words[at]?.text ?? '');
}

/** The name itself without quotation marks, where it can be nothing else: "called the prisoners bandits". */
function brandIn(clause: Clause, at: number): Range | null {
  const brands = clause.all('brand').filter((brand) => Math.abs(brand - at) <= 8);
  const [brand] = brands.sort((a, b) => Math.abs(a - at) - Math.abs(b - at));
  return brand === undefined || !clause.has(...PERSONS, 'pronoun') ? null : { from: brand, to: brand };
}

function quotedIn(line: Line, near: number): Range | null {
  const before = quotedBefore(line, near);
  if (before) return before;
  for (let at = near - 8; at < near + 14; at++) {
    if (!/^["«“„]$/.test(line.words[at]?.text ?? '')) continue;
    for (let to = at + 1; to < at + 12; to++) {
      if (/^["»”]$/.test(line.words[to]?.text ?? '') && to > near)
        return isAcross(line, near, at) ? null : { from: at, to };
    }
  }
  return null;
}

/** Words between the name and a verb that stands last: «qonaq» kimi təqdim edir. */
const BEHIND = 2;
/** Words of a name in quotation marks. */
const LONGEST = 6;

/** The name before its verb, where verbs stand last. */
function quotedBefore(line: Line, verb: number): Range | null {
  if (line.tongue.order !== 'sov') return null;
  for (let to = verb - 1; to >= verb - 1 - BEHIND; to--) {
    if (!isClosing(line, to)) continue;
    for (let from = to - 2; from >= Math.max(0, to - 1 - LONGEST); from--)
      if (isOpening(line, from)) return { from, to };
    return null;
  }
  return null;
}

/**
 * "Onlara «qonaq» deyirlər": where verbs stand last, a word or two between marks that a verb of speech follows at once,
 * and right before them those who are called so, is what they are called and nothing that was said.
 */
function calledIn(clause: Clause): Range | null {
  const { line } = clause;
  for (const verb of line.tongue.order === 'sov' ? clause.all('say') : []) {
    const name = isClosing(line, verb - 1) ? quotedBefore(line, verb) : null;
    if (!name || name.to - name.from > MAX_CALLED + 1 || !isObject(line, name.from - 1)) continue;
    const isNoun = (at: number) => !line.is(at, 'aux', 'verb', 'say', 'not', 'us', ...EVENTS);
    if (Array.from({ length: name.to - name.from - 1 }, (_, i) => name.from + 1 + i).every(isNoun))
      return name;
  }
  return null;
}

/** Words of a name that somebody is called by. */
const MAX_CALLED = 4;

/** Those held or a pronoun for them, in the case of whom something is said to. */
function isObject(line: Line, at: number): boolean {
  const isHeld = line.is(
    at,
    'captive',
    'soldier',
    'civilian',
    'missing',
    'defendant',
    'dead',
    'person',
    'role',
  );
  return isHeld || (line.is(at, 'pronoun', 'object') && (isOblique(line, at) || line.is(at, 'object')));
}

/** "They are defended by lawyers who, as he put it, «sign anything»": the words of a clause further on name nobody. */
function isAcross(line: Line, near: number, quote: number): boolean {
  for (let at = near + 1; at < quote; at++)
    if (line.is(at, 'which') && line.words[at - 1]?.text === ',') return true;
  return false;
}

const UNCOUNTED: readonly Concept[] = ['tally', 'more'];

/** A number said to be unknown, unpublished or larger. */
export function unknownCounts(line: Line, memory: Memory): Find[] {
  if (!memory.isOnTopic || !line.has(UNCOUNTED) || line.isQuestion) return [];
  return line.clauses.flatMap((clause): Find[] => {
    const tally = clause.find('tally');
    const more = clause.find('more');
    const isMore =
      more >= 0 && line.numerals.length === 0 && clause.has(...PERSONS, 'pronoun', 'tally', 'believed');
    const isUnknown = clause.has('unknown') || isAskedAndUnknown(clause, tally);
    const isHidden =
      tally >= 0 &&
      (isUnknown ||
        (clause.has('publish', 'tell') && clause.has('not', 'refuse') && !line.is(tally, 'document')));
    if (!isMore && !isHidden) return [];
    // "Asked how many are still inside": a question, and nobody says that it is not known.
    const ask = clause.find('ask');
    if (!isMore && line.tongue.order === 'sov' && ask > tally && clause.bare.to - ask <= 1) return [];
    const isOwn = clause.has('believed');
    return [
      {
        kind: 'unknown_count',
        range: around(clause, isMore ? more : tally),
        cue: isMore ? more : tally,
        rule: isMore ? 'concepts:unknown-more' : 'concepts:unknown-hidden',
        fields: { measure: measureOf(clause) ?? memory.measure ?? 'held' },
        modality: isMore ? (isOwn ? 'believed' : 'asserted') : isUnknown ? 'unknown' : 'refused',
      },
    ];
  });
}

/** "How many are held there, they do not know": the question word in one clause, the answer in the next. */
function isAskedAndUnknown(clause: Clause, tally: number): boolean {
  const { clauses } = clause.line;
  const next = clauses[clauses.indexOf(clause) + 1];
  return (
    tally <= clause.bare.from + 1 && next !== undefined && next.to - next.from < 8 && next.has('unknown')
  );
}

function measureOf(clause: Clause): Measure | null {
  const named: readonly (readonly [Concept, Measure])[] = [
    ['died', 'dead'],
    ['dead', 'dead'],
    ['missing', 'missing'],
    ['released', 'released'],
    ['arrested', 'taken'],
    ['captured', 'taken'],
    ['defendant', 'tried'],
    ['sentenced', 'tried'],
    ['held', 'held'],
    ['captive', 'held'],
  ];
  return named.find(([concept]) => clause.has(concept))?.[1] ?? null;
}

const IN_CONFIDENCE: readonly Concept[] = ['confidential', 'only'];

/** Who may receive or publish findings. */
export function confidences(line: Line, memory: Memory): Find[] {
  if (!memory.isOnTopic || !line.has(IN_CONFIDENCE)) return [];
  return line.clauses.flatMap((clause): Find[] => {
    const secret = clause.find('confidential');
    const only = clause.find('only');
    const isFinding = line.whole.has('findings', 'visit', 'document');
    const at =
      secret >= 0
        ? secret
        : only >= 0 && clause.has('body') && clause.has('transferred', 'publish', 'say')
          ? only
          : -1;
    if (at < 0 || !isFinding || !line.whole.has('monitor', 'group', 'findings', 'us', 'pronoun')) return [];
    return [
      {
        kind: 'confidentiality_rule',
        range: around(clause, at),
        cue: at,
        rule: 'concepts:confidence',
        fields: {
          holder: partyNear(line.whole, at, 'monitor', 'group'),
          recipient: partyNear(clause, at, 'body'),
        },
      },
    ];
  });
}

/** Words of a name before a colon. */
const MAX_LABEL = 3;

/** Stage → its signs beside talks, a deal or an exchange. */
const STAGES: readonly (readonly [string, readonly Concept[]])[] = [
  ['implemented', ['carried_out']],
  ['refused', ['refuse', 'denied']],
  ['proposed', ['propose']],
  ['negotiating', ['talks']],
  ['concluded', ['agree', 'deal']],
  ['proposed', ['future']],
];

const AGREED: readonly Concept[] = ['exchanged', 'deal', 'talks'];

/** Proposes stages of an agreement about persons. */
export function agreements(line: Line, memory: Memory): Find[] {
  if (!line.has(AGREED)) return [];
  if (line.whole.has('exchanged')) memory.swap = line.sentence.block;
  if (!memory.isOnTopic || line.isQuestion) return [];
  return firstOf(line, (clause): Find[] => {
    const subject = clause.find(...AGREED);
    // "The framework was signed in July": beside the exchange it is about, a paper needs no persons of its own.
    const isNear = line.sentence.block - memory.swap <= 1;
    const isPaper = isNear && clause.has('deal') && clause.has('agree', 'refuse', 'carried_out');
    const isAbout = isPaper || line.whole.has('exchanged', 'released', 'captive', 'remains');
    if (subject < 0 || clause.has('norm') || !isAbout) return [];
    for (const [stage, signs] of STAGES) {
      const at = clause.find(...signs);
      if (at < 0) continue;
      return [
        {
          kind: 'agreement',
          range: around(clause, at, subject),
          cue: at,
          rule: `concepts:agreement-${stage}`,
          fields: { stage, parties: null },
        },
      ];
    }
    return [];
  });
}

/** What a sentence tells of one agreement: the first clause that does, and others behind a semicolon. */
function firstOf(line: Line, rule: (clause: Clause) => Find[]): Find[] {
  let isDone = false;
  return line.clauses.flatMap((clause) => {
    if (line.words[clause.from]?.text === ';') isDone = false;
    const finds = isDone ? [] : rule(clause);
    isDone ||= finds.length > 0;
    return finds;
  });
}

const CARRYING: readonly Concept[] = ['cite', 'reprint', 'newsroom'];

/** The first mention of an outlet or agency that carries something, and of whoever is cited. */
export function carriers(line: Line, memory: Memory): Find[] {
  if (!line.has(CARRYING)) return [];
  return line.clauses.flatMap((clause): Find[] => {
    const cite = clause.find('cite', 'reprint');
    const outlet = clause.find('newsroom');
    const at =
      cite >= 0 ? cite : outlet >= 0 && clause.has('say', 'source') && !clause.has('us') ? outlet : -1;
    if (at < 0 || clause.has('request', 'reply', 'refuse', 'ask', 'dub')) return [];
    // "Citing the inquiry, he did not go on": a reason for silence.
    if (cite >= 0 && outlet < 0 && line.whole.has('refusal', 'silence')) return [];
    // "The commission's site": an organisation's own pages carry nobody else.
    if (outlet > clause.from && line.is(outlet - 1, 'body', 'group', 'monitor')) return [];
    if (cite < 0 && (line.is(outlet, 'audience') || isTold(clause, outlet))) return [];
    const source =
      outlet >= 0
        ? partyNear(clause, outlet, 'newsroom')
        : (partyNear(clause, cite, 'body', 'official', 'group', 'document', 'monitor') ??
          (line.is(cite, 'reprint') ? nameAfter(line, line.words[cite]?.until ?? cite) : null));
    if (source === null || isAgain(line, source, memory)) return [];
    const key = source.toLowerCase().slice(0, 24);
    if (memory.carriers.has(key)) return [];
    memory.carriers.add(key);
    const relation = line.is(at, 'reprint') ? 'republished_from' : cite >= 0 ? 'cites' : 'reported_by';
    return [
      {
        kind: 'source_chain',
        range: around(clause, at),
        cue: at,
        rule: `concepts:carrier-${relation}`,
        fields: { relation, source: source.replace(/["«»]/g, '') },
        isAuthor: true,
      },
    ];
  });
}

/** "The radio says": a carrier without a name, after one that has been named. */
function isAgain(line: Line, source: string, memory: Memory): boolean {
  return memory.carriers.size > 0 && !/[\s"«»]/.test(source.trim()) && line.words[0]?.text === source;
}

/** "The mother told the agency": the outlet is spoken to, and a person speaks. */
function isTold(clause: Clause, outlet: number): boolean {
  const { line } = clause;
  const isBehind = line.is(outlet - 1, 'to', 'by', 'prep', 'us') || line.is(outlet - 2, 'to', 'by', 'prep');
  return (isBehind && !clause.has('source')) || clause.has('kin', 'witness', 'lawyer', 'us');
}

/** A name soon after a word, in quotation marks or with a capital; null if there is none. */
function nameAfter(line: Line, word: number): string | null {
  for (let from = word + 1; from <= word + 4; from++) {
    const isOpen = /^["«]$/.test(line.words[from]?.text ?? '');
    if (!isOpen && !isName(line, from)) continue;
    let to = from;
    while (isOpen ? !/^["»]$/.test(line.words[to + 1]?.text ?? '"') : isName(line, to + 1)) to++;
    return line.text({ from: isOpen ? from + 1 : from, to });
  }
  return null;
}

/** "P. Where …?", "Mme Arnal. – Where …?": a turn of an interview or a record begins with who speaks. */
const TURN = /^["«*\s]*(?:\p{Lu}{1,2}\s?[.:]|\p{Lu}[^.?!:]{0,40}\.\s?[–—-])[\s*]/u;

/** "Weekly: Where was he held?": the question of an interviewer, who has a name and a colon before it. */
function isAsked(line: Line): boolean {
  if (TURN.test(line.sentence.plain)) return true;
  const { words, tongue } = line;
  const mark = words.findIndex((word) => word.text === ':');
  if (mark <= 0 || mark > MAX_LABEL) return false;
  const isName = tongue.hasCapitals
    ? (at: number) => words[at]?.hasCapital === true
    : (at: number) => !words[at]?.isMark && !line.is(at, 'say', 'ask', 'request');
  return words.slice(0, mark).every((_, at) => isName(at));
}

function isOfSomebody(line: Line): boolean {
  return (
    line.whole.has(...PERSONS, 'pronoun', 'many') || line.words.some((_, at) => at > 0 && isName(line, at))
  );
}

/** What a question about those held speaks of. */
const ASKED_ABOUT: readonly Concept[] = [
  ...EVENTS,
  'detention',
  'us',
  'died',
  'killed',
  'tally',
  'news',
  'contact',
  'trial',
  'hearing',
  'torture',
  'illness',
  'visit',
  'monitor',
  'reply',
  'silence',
  'registered',
  'unknown',
];
/** Whom and what else a text may ask about. */
const OTHERS: readonly Concept[] = ['body', 'official', 'newsroom', 'everyday', 'battle', 'norm', 'future'];

/** Questions the text itself leaves standing. */
export function questions(line: Line, memory: Memory): Find[] {
  const { words } = line;
  if (!memory.isOnTopic || !line.isQuestion || words.length < 4) return [];
  const middle = Math.floor(words.length / 2);
  if (line.isQuoted(middle) || /^[–-]$/.test(words[0]?.text ?? '') || isAsked(line)) return [];
  // "2) How many are held?": the questions of a member of parliament, under numbers, are put to somebody.
  if (words[0]?.isDigits === true && /^[.)]$/.test(words[1]?.text ?? '')) return [];
  if (memory.answered.has(line.sentence.block)) return [];
  // "How long will this government last?": nobody held is asked about.
  if (line.whole.has(...OTHERS) && !line.whole.has(...ASKED_ABOUT) && !isOfSomebody(line)) return [];
  return [
    {
      kind: 'open_question',
      range: { from: 0, to: words.length - 1 },
      cue: words.length - 1,
      rule: 'concepts:question',
      fields: {},
      modality: 'unknown',
      isAuthor: true,
    },
  ];
}
