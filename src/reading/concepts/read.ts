/**
 * The concept rules over a whole body: cut it, tag it, let every kind propose, give each proposal its voice, and hand
 * drafts on to the gate that all proposals pass. The same rules serve every language; a language only brings words.
 */
import type { Header, Kind, Measure, Modality } from '../contract.ts';
import { signOf } from '../coverage.ts';
import { overlap } from '../kinds/pattern-kinds.ts';
import type { Part, Sign, Spoken } from '../part.ts';
import type { Draft } from '../scene.ts';
import { type Cutting, segment, type Span } from '../segment.ts';
import type { Voice } from '../speaker.ts';
import { isOblique } from './cases.ts';
import { entryIn, type Find, hedgeNear, type Memory, partyNear, type Rule } from './find.ts';
import { contacts, visits } from './kinds/contact.ts';
import { counts } from './kinds/count.ts';
import { datelines } from './kinds/dateline.ts';
import { custody, deaths, treatment } from './kinds/event.ts';
import { inquiries } from './kinds/inquiry.ts';
import { agreements, carriers, confidences, labels, questions, unknownCounts } from './kinds/saying.ts';
import { trials } from './kinds/trial.ts';
import { Line, type Range } from './line.ts';
import { isName, isPlain, partyAfter, partyAtHead, partyBefore } from './parties.ts';
import type { Tongue } from './tongue.ts';
import { isOfSomebodyHeld, topics } from './topic.ts';
import { type Concept, PERSONS } from './vocabulary.ts';
import { nameOf } from './named.ts';
import { Voices } from './voices.ts';

const RULES: readonly Rule[] = [
  counts,
  unknownCounts,
  labels,
  inquiries,
  confidences,
  trials,
  visits,
  contacts,
  deaths,
  custody,
  treatment,
  agreements,
  questions,
  datelines,
  carriers,
];

/** Rules whose finds bear on those of no other rule, by the name of what they give. */
const APART: ReadonlyMap<Rule, string> = new Map([
  [treatment, 'treatment'],
  [questions, 'question'],
  [datelines, 'carrier'],
  [carriers, 'carrier'],
]);

/** The rules of a language: what its patterns do not take, and nothing depends on, is not looked for. */
function rulesOf({ adds }: Tongue): readonly Rule[] {
  return RULES.filter((rule) => {
    const name = APART.get(rule);
    return name === undefined || adds.length === 0 || adds.some((added) => added.startsWith(name));
  });
}

/** Kinds that say of whom the next sentence goes on to tell. */
const TOLD: readonly Kind[] = ['count', 'custody', 'death'];
const AUTHOR: Voice = { state: 'author', name: null, mention: null, candidates: [], modality: 'asserted' };

/** Reads a body with the concept rules of one language. */
export function readConcepts(body: string, tongue: Tongue, header: Header, cutting?: Cutting): Part {
  const blocks = segment(body, tongue.abbreviations, tongue.lang, cutting);
  const names = new Set<string>();
  const lines = blocks.flatMap((block) =>
    block.sentences.map((sentence) => new Line(sentence, tongue, header.published, block.quotes, names)),
  );
  const voices = new Voices(lines, header.publisher);
  const rules = rulesOf(tongue);
  const isSov = tongue.order === 'sov';
  const isAbout = topics(blocks, lines);
  const memory: Memory = {
    block: -9,
    measure: null,
    asOf: null,
    addressee: null,
    asked: -9,
    court: -9,
    subject: -9,
    monitor: null,
    entry: null,
    told: -9,
    custody: -9,
    event: null,
    carriers: new Set(),
    swap: -9,
    dated: -9,
    answered: answeredBlocks(lines),
    isOnTopic: false,
    publisher: header.publisher,
  };
  const isOnTopic = (line: Line) => isAbout(line.sentence.block) || isOfSomebodyHeld(line);
  const read = (line: Line): Spoken[] => {
    memory.isOnTopic = isOnTopic(line);
    const entry = entryIn(line);
    if (entry !== null) memory.entry = { name: entry, block: line.sentence.block };
    const found = joined(
      settled(
        line,
        rules.flatMap((rule) => rule(line, memory)).filter((find) => !isOfSpeaker(find, line, voices)),
      ),
    );
    const own = found.filter((find) => isWanted(find, tongue) && !isAskedInTurn(find, line, voices));
    if (found.some(({ kind }) => TOLD.includes(kind))) memory.told = line.sentence.block;
    const told = own.find(({ kind }) => kind === 'custody')?.fields['event'];
    const measure = told === undefined ? undefined : COUNTED[told as string];
    if (measure) memory.event = { measure, block: line.sentence.block };
    const observer = line.whole.find('monitor');
    const name = observer < 0 ? null : partyNear(line.whole, observer, 'monitor');
    if (name !== null) memory.monitor = { name, block: line.sentence.block };
    if (isSov && isOfSomebody(line)) memory.subject = line.sentence.block;
    // Of what patterns of the language are not added to, nobody asks who said it.
    return own.map((find) => spokenOf(find, line, voices));
  };
  // Where patterns read too, and no sentence has a sign of captivity, no rule that adds to them has a say.
  const isSilent = tongue.adds.length > 0 && !lines.some(isOnTopic);
  return {
    lang: tongue.lang,
    spoken: isSilent ? [] : lines.flatMap(read),
    sentences: lines.map((line) => line.sentence),
    get numbers() {
      return lines.reduce((sum, line) => sum + line.numerals.length, 0);
    },
    sight: {
      lines,
      isAbout: isOnTopic,
      tell: (find, line) => spokenOf(find, line, voices),
    },
    left: () => lines.flatMap(signsOf),
  };
}

/** Paragraphs of an explainer: each opens with a question and answers it. One such paragraph alone is no explainer. */
function answeredBlocks(lines: readonly Line[]): ReadonlySet<number> {
  const blocks = lines.flatMap((line, at) => {
    const { block } = line.sentence;
    const next = lines[at + 1];
    const isFirst = lines[at - 1]?.sentence.block !== block;
    return isFirst && line.isQuestion && next?.sentence.block === block && !next.isQuestion ? [block] : [];
  });
  return new Set(blocks.length > 1 ? blocks : []);
}

/** True if a sentence names persons or somebody, who may be the subject of the next. */
function isOfSomebody(line: Line): boolean {
  return (
    line.whole.has(...PERSONS, 'pronoun') ||
    line.words.some((_, at) => isName(line, at) && isName(line, at + 1))
  );
}

/** True unless the language has patterns and takes only the finds of some rules besides. */
function isWanted({ rule }: Find, { adds }: Tongue): boolean {
  return adds.length === 0 || adds.some((name) => rule.startsWith(`concepts:${name}`));
}

/** "A freed soldier told us": what has happened to the one who speaks is who he is, and no claim. */
function isOfSpeaker(find: Find, line: Line, voices: Voices): boolean {
  if (find.kind !== 'custody') return false;
  return voices.cuesIn(line).some(({ at, party }) => {
    if (!party || find.cue > party.to || at < party.to) return false;
    const isInside = party.from <= find.cue;
    const isBefore = party.from - find.cue <= 4 && !/^[;:]$/.test(line.words[party.from - 1]?.text ?? '');
    const isFree = find.fields['event'] === 'released' || find.fields['event'] === 'exchanged';
    return isInside || (isBefore && isFree && line.tongue.order === 'sov');
  });
}

/** What the speakers of an interview ask each other is answered there, or is theirs to leave open. */
function isAskedInTurn(find: Find, line: Line, voices: Voices): boolean {
  return find.kind === 'open_question' && voices.isInTurn(line);
}

/** Kinds that leave no room for another kind on the same words. */
const EXCLUDES: readonly (readonly [Kind, readonly Kind[]])[] = [
  ['count', ['custody', 'death', 'ill_treatment_or_health', 'unknown_count', 'trial', 'contact']],
  ['inquiry', ['unknown_count', 'contact', 'custody', 'visit']],
  ['unknown_count', ['custody', 'ill_treatment_or_health', 'death']],
  ['label', ['custody', 'ill_treatment_or_health', 'contact', 'trial', 'inquiry']],
  ['confidentiality_rule', ['inquiry', 'visit', 'custody']],
  ['visit', ['contact', 'custody']],
  ['contact', ['custody']],
  ['death', ['ill_treatment_or_health', 'custody']],
  ['agreement', ['custody']],
];

/** The words of a find as a span of places. */
function wide({ range }: Find): Span {
  return { start: range.from, end: range.to + 1 };
}

function settled(line: Line, finds: readonly Find[]): Find[] {
  return finds.filter((find, at) => {
    if (find.kind === 'ill_treatment_or_health' && finds.some((other) => isExtracted(other, find)))
      return false;
    // "Our two letters went unanswered": what was sent is part of the question; hundreds of complaints are a count.
    const isSent = find.fields['measure'] === 'cases' && Number(find.fields['number']) <= MOST_SENT;
    if (isSent && finds.some((other) => other.kind === 'inquiry' && overlap(wide(other), wide(find)) >= 0.5))
      return false;
    // "I cannot answer that, we name no numbers": the reason belongs to the refusal.
    if (find.kind === 'unknown_count' && find.modality === 'refused')
      if (finds.some((other) => other.kind === 'inquiry' && Math.abs(find.range.from - other.range.to) <= 3))
        return false;
    for (const [winner, losers] of EXCLUDES) {
      if (!losers.includes(find.kind)) continue;
      if (
        finds.some(
          (other) =>
            other.kind === winner && overlap(wide(other), wide(find)) >= 0.5 && !isFurther(other, find),
        )
      )
        return false;
    }
    if (isWhere(find, line) && finds.some((other) => isTreated(other, find))) return false;
    if (find.kind === 'count') return true;
    if (isCounted(find, finds, line)) return false;
    return !finds.some(
      (other, before) => before < at && other.kind === find.kind && overlap(wide(other), wide(find)) >= 0.5,
    );
  });
}

/** "In detention": a place and no verb tells that somebody is held. */
function isWhere({ kind, fields, cue }: Find, line: Line): boolean {
  if (kind !== 'custody' || fields['event'] !== 'held' || fields['date'] !== null) return false;
  return line.is(cue, 'to', 'prep', 'detention') || isOblique(line, cue);
}

/** "Was tortured in detention" tells of the torture. */
function isTreated(treatment: Find, held: Find): boolean {
  return treatment.kind === 'ill_treatment_or_health' && overlap(wide(treatment), wide(held)) >= 0.5;
}

/** "His confession was beaten out of him": the beating is how the confession was got. */
function isExtracted(trial: Find, treatment: Find): boolean {
  return (
    trial.fields['feature'] === 'forced_confession' &&
    treatment.cue >= trial.range.from &&
    treatment.cue <= trial.range.to
  );
}

/** Letters and requests that one asker sends. */
const MOST_SENT = 12;

/** Kinds that a sentence tells once, however many words it has for it: "beaten, burnt and kept awake". */
const LISTED: readonly Kind[] = ['ill_treatment_or_health', 'confidentiality_rule', 'contact'];
/** Words between two parts of such a list. */
const GAP = 4;

function joined(finds: readonly Find[]): Find[] {
  const kept: Find[] = [];
  for (const find of finds) {
    const at = kept.findIndex(
      (other) =>
        LISTED.includes(find.kind) &&
        other.kind === find.kind &&
        other.rule === find.rule &&
        other.modality === find.modality &&
        find.range.from >= other.range.from &&
        find.range.from - other.range.to <= GAP,
    );
    const before = kept[at];
    if (before) kept[at] = { ...before, range: { from: before.range.from, to: find.range.to } };
    else kept.push(find);
  }
  return kept;
}

/** "Three have been out of contact, they are held to be missing": the event says again what was counted. */
function isCounted(event: Find, finds: readonly Find[], line: Line): boolean {
  // "…, they are held to be missing": a clause without a name or noun of its own.
  const isPronoun = ({ range }: Find) =>
    line.is(range.from, 'pronoun') &&
    !line.clauseOf(range.from).has(...PERSONS.filter((one) => one !== 'missing'));
  const { event: name, date, place } = event.fields;
  if (event.kind !== 'custody' || date !== null || place !== null) return false;
  return finds.some(
    (count) =>
      count.kind === 'count' &&
      COUNTED[String(name)] === count.fields['measure'] &&
      event.range.from > count.range.to &&
      (event.range.from - count.range.to <= 3 || isPronoun(event)),
  );
}

/** What is counted when an event is counted. */
const COUNTED: Readonly<Record<string, Measure>> = {
  captured: 'taken',
  arrested: 'taken',
  held: 'held',
  disappeared: 'missing',
  released: 'released',
  exchanged: 'released',
  sentenced: 'tried',
  charged: 'tried',
};

/** Measures that already say how those counted fare. */
const AFFECTED: ReadonlySet<string> = new Set(['ill_treated', 'dead', 'remains']);

/** Words between a taking and those counted behind it: farther off somebody else was taken. */
const NEAR_EVENT = 10;

/** True if a counted group also undergoes a dated or placed event that is not itself what is counted. */
function isFurther(count: Find, event: Find): boolean {
  if (count.kind !== 'count') return false;
  if (event.kind === 'trial' || event.kind === 'ill_treatment_or_health')
    return event.cue > count.range.to + 2 && !AFFECTED.has(String(count.fields['measure']));
  if (event.kind !== 'custody') return false;
  const { event: name, date, place } = event.fields;
  if (name === 'held' || (date === null && place === null)) return false;
  // Those counted as held were taken: the same is told twice.
  const isTaken = name === 'arrested' || name === 'captured';
  const isNear = event.cue <= count.range.to + 2 && count.range.from - event.cue <= NEAR_EVENT;
  if (isTaken && count.fields['measure'] === 'held' && isNear) return false;
  return COUNTED[String(name)] !== count.fields['measure'];
}

/** A draft whose voice is found when it is asked for: where patterns read too, hardly one is. */
function spokenOf(find: Find, line: Line, voices: Voices): Spoken {
  let voice: Voice | undefined;
  const draft = draftOf(find, line);
  return {
    draft,
    get voice() {
      return (voice ??= voiceOf(find, line, voices));
    },
    get modality() {
      return modalityOf(find, line, voices);
    },
  };
}

function draftOf(find: Find, line: Line): Draft {
  const span = line.span(find.range);
  const cue = line.words[find.cue];
  const offset = line.sentence.start;
  return {
    kind: find.kind,
    start: offset + span.start,
    end: offset + span.end,
    rule: find.rule,
    cue: cue?.text ?? '',
    fields: find.fields,
    ...(find.subject ? { subject: find.subject } : {}),
  };
}

function voiceOf(find: Find, line: Line, voices: Voices): Voice {
  // Who answers in an interview tells of the questions asked and of what came of them.
  const turn = find.kind === 'inquiry' && find.isAuthor ? voices.ofTurn(line) : null;
  if (turn) return { ...turn, modality: find.modality ?? 'asserted' };
  if (find.isAuthor) return { ...AUTHOR, modality: find.modality ?? 'asserted' };
  const heard = find.kind === 'label' ? labeller(find, line, voices) : voices.at(line, find.cue);
  const hedge = hedgeNear(line.clauseOf(find.cue), find.cue);
  const modality = find.modality ?? (heard.modality === 'asserted' ? (hedge ?? 'asserted') : heard.modality);
  return { ...heard, modality };
}

/** The modality of that voice. */
function modalityOf(find: Find, line: Line, voices: Voices): Modality {
  if (find.modality || find.isAuthor) return find.modality ?? 'asserted';
  if (find.kind === 'label') return voiceOf(find, line, voices).modality;
  const heard = voices.modalityAt(line, find.cue);
  return heard === 'asserted' ? (hedgeNear(line.clauseOf(find.cue), find.cue) ?? 'asserted') : heard;
}

/** A label belongs to whoever stands before the naming verb, if a party that is not the named one does. */
function labeller(find: Find, line: Line, voices: Voices): Voice {
  const { from } = line.clauseOf(find.cue);
  const isHead = line.tongue.oblique.length > 0;
  const party = isHead
    ? partyAtHead(line, from, find.cue)
    : line.tongue.order === 'vso'
      ? namer(line, find.cue, from)
      : partyBefore(line, find.cue, from);
  const heard = voices.at(line, find.cue);
  const isPronoun = party?.from === party?.to || line.tongue.order === 'svo';
  if (party && isPronoun && line.is(party.to, 'pronoun') && heard.state === 'author')
    return voices.pronounAt(line);
  if (!party || !isPlain(line, party) || line.is(party.from, 'us', 'pronoun')) return heard;
  const speaks: readonly Concept[] = ['body', 'official', 'newsroom', 'group', 'monitor', 'lawyer', 'court'];
  for (let at = party.from; at <= party.to; at++)
    if (line.is(at, ...speaks) || (heard.state === 'author' && !line.is(at, ...PERSONS) && isName(line, at)))
      return { ...AUTHOR, state: 'named', name: nameOf(line.text(party)), mention: line.text(party) };
  return heard;
}

/** Where the verb stands first, who names stands behind it, or before it where only those named do behind. */
function namer(line: Line, verb: number, floor: number): Range | null {
  const after = partyAfter(line, verb + 1);
  const before = partyBefore(line, verb, floor);
  return after && (!before || !line.is(after.from, ...PERSONS, 'pronoun', 'place', 'detention'))
    ? after
    : before;
}

/** Everything of a line that a claim should cover: figures, dates, names, words of silence, refusal and denial. */
function signsOf(line: Line): Sign[] {
  const signs: Sign[] = [];
  const { start: offset } = line.sentence;
  for (const numeral of line.numerals) {
    let near = false;
    for (let at = numeral.first; at < numeral.last + 5; at++) near ||= line.is(at, ...PERSONS);
    signs.push(signOf('number', { start: numeral.numberStart, end: numeral.end }, offset, near));
  }
  for (const date of line.dates) signs.push(signOf('date', date, offset));
  for (const [at, word] of line.words.entries()) {
    if (line.is(at, 'silence', 'unreachable')) signs.push(signOf('silence', word, offset));
    else if (line.is(at, 'refuse', 'refusal')) signs.push(signOf('refusal', word, offset));
    else if (line.is(at, 'denied')) signs.push(signOf('denial', word, offset));
  }
  for (const name of namesOf(line)) signs.push(signOf('name', name, offset));
  return signs;
}

function namesOf(line: Line): Span[] {
  const names: Span[] = [];
  for (let at = 0; at < line.words.length; at++) {
    let last = at;
    while (isName(line, last) && isName(line, last + 1)) last++;
    if (last > at) names.push(line.span({ from: at, to: last }));
    at = last;
  }
  return names;
}
