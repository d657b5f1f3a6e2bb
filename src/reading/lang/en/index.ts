/**
 * The English pack: lexicons read from the data files beside this one, compiled once, on first use.
 * No rule lives here; adding words means adding rows with an origin.
 */
import type { Measure, Modality, Operator } from '../../contract.ts';
import type { Cue } from '../../attribution.ts';
import type { Deed } from '../../kinds/deed.ts';
import { Grammar } from '../../grammar.ts';
import { compile, Lexicon, readLexicon, readMacros, readRows, Sieve } from '../../lexicon.ts';
import { personNouns } from '../../nouns.ts';
import { figureFinder, type NumberWords } from '../../numbers.ts';
import type { EventVerb, Hedge, MeasureCue, Pack, Polarity } from '../../pack.ts';
import { needsOfPart } from '../../stems.ts';

const HERE = new URL('.', import.meta.url);
const KIND_FILES = [
  'inquiry',
  'unknown_count',
  'label',
  'custody',
  'death',
  'ill_treatment_or_health',
  'trial',
  'contact',
  'visit',
  'confidentiality_rule',
  'agreement',
  'source_chain',
] as const;

let pack: Pack | undefined;

/** The English pack; reads its files on the first call. Throws a fault of code `bug` if a file is malformed. */
export function english(): Pack {
  pack ??= load();
  return pack;
}

function load(): Pack {
  const classes = new Map<string, Set<string>>();
  for (const { columns } of readRows(HERE, 'words.tsv'))
    classes.set(columns['class'] ?? '', new Set((columns['words'] ?? '').split(/\s+/)));
  const cues = loadCues();
  const persons = loadPersons();
  const macros = readMacros(HERE, {
    PERS: ['captive', 'missing', 'combatant', 'person', 'role']
      .map((name) => persons.get(name) ?? '')
      .join('|'),
    CAPT: persons.get('captive') ?? '',
    MISSING: persons.get('missing') ?? '',
  });
  const whole = (source: string) => new RegExp(`(?<![\\w-])(?:${source})(?![\\w])`, 'i');
  const topic = `${persons.get('captive')}|${persons.get('missing')}|${macros.get('JAIL')}|${readTopic('near')}`;
  const custodyTopic = whole(topic);
  const measures = loadMeasures();
  const hedges = loadHedges();
  const needs = (source: string) => needsOfPart(source, macros);
  return {
    lang: 'en',
    abbreviations: classes.get('abbreviation') ?? new Set(),
    grammar: new Grammar(classes, cues.keys()),
    cues,
    sources: readLexicon(HERE, 'sources.tsv', macros),
    lexicons: new Map(KIND_FILES.map((kind) => [kind, readLexicon(HERE, `${kind}.tsv`, macros)])),
    figures: figureFinder(loadNumbers()),
    personClass: new Map(
      [...persons].map(([name, source]) => [name, new RegExp(`^(?:${source})(?![\\w-])`, 'i')]),
    ),
    person: whole(macros.get('PERS') ?? ''),
    nouns: personNouns(readRows(HERE, 'nouns.tsv')),
    captive: whole(persons.get('captive') ?? ''),
    custodyTopic,
    wideTopic: whole(readTopic('wide')),
    measures: measures.map(([cue]) => cue),
    deeds: loadDeeds(),
    hedges: hedges.map(([hedge]) => hedge),
    sieves: {
      measures: new Sieve(measures.map(([cue, source]) => [cue, needs(source)])),
      hedges: new Sieve(hedges.map(([hedge, source]) => [hedge, needs(source)])),
      topic: new Sieve([[custodyTopic, needs(topic)]]),
      personClass: new Sieve([...persons].map(([name, source]) => [name, needs(source)])),
    },
    fallback: new Lexicon(
      readRows(HERE, 'fallback.tsv').map(({ id, columns }) =>
        compile(
          { id, columns: { ...columns, fields: `kind=${columns['kind']};value=${columns['value']}` } },
          macros,
        ),
      ),
    ),
    events: loadEvents(),
    polarities: readRows(HERE, 'polarity.tsv').map(({ columns }): Polarity => ({
      kind: columns['kind'] ?? '',
      value: columns['value'] ?? '',
      expression: columns['pattern'] ? whole(columns['pattern']) : null,
    })),
    coverage: new Lexicon(readRows(HERE, 'coverage.tsv').map((row) => compile(row, macros))),
  };
}

function readTopic(reach: string): string {
  return readRows(HERE, 'topic.tsv')
    .filter((row) => row.columns['reach'] === reach)
    .map((row) => row.columns['pattern'] ?? '')
    .join('|');
}

function loadMeasures(): [MeasureCue, string][] {
  return readRows(HERE, 'measures.tsv').map(({ id, columns }) => {
    const source = columns['pattern'] ?? '';
    const cue: MeasureCue = {
      id,
      measure: columns['measure'] as Measure,
      rank: Number(columns['rank']),
      where: columns['where'] as MeasureCue['where'],
      expression: new RegExp(`(?<![\\w-])(?:${source})(?![\\w-])`, 'gi'),
    };
    return [cue, source];
  });
}

function loadHedges(): [Hedge, string][] {
  return readRows(HERE, 'modality.tsv').map(({ id, columns }) => {
    const source = columns['pattern'] ?? '';
    const hedge: Hedge = {
      id,
      modality: columns['modality'] as Modality,
      expression: new RegExp(`(?<![\\w-])(?:${source})(?![\\w-])`, 'gi'),
    };
    return [hedge, source];
  });
}

function loadDeeds(): Map<string, Deed[]> {
  const deeds = new Map<string, Deed[]>();
  for (const { columns } of readRows(HERE, 'deeds.tsv')) {
    const deed: Deed = {
      measure: columns['measure'] as Measure,
      patient: columns['patient'] as Deed['patient'],
      after: new RegExp(`^${columns['after'] ?? ''}`, 'i'),
    };
    for (const form of (columns['forms'] ?? '').split(' '))
      deeds.set(form, [...(deeds.get(form) ?? []), deed]);
  }
  return deeds;
}

function loadEvents(): Map<string, EventVerb[]> {
  const events = new Map<string, EventVerb[]>();
  for (const { id, columns } of readRows(HERE, 'events.tsv')) {
    const verb: EventVerb = {
      id,
      kind: columns['kind'] as EventVerb['kind'],
      value: columns['value'] ?? '',
      patient: columns['patient'] as EventVerb['patient'],
      after: new RegExp(`^${columns['after'] ?? ''}`, 'i'),
    };
    for (const form of (columns['forms'] ?? '').split(' '))
      events.set(form, [...(events.get(form) ?? []), verb]);
  }
  return events;
}

function loadCues(): Map<string, Cue> {
  const cues = new Map<string, Cue>();
  for (const { columns } of readRows(HERE, 'cues.tsv'))
    for (const form of (columns['forms'] ?? '').split(' '))
      cues.set(form, {
        class: columns['class'] ?? '',
        modality: columns['modality'] as Modality,
        lemma: columns['lemma'] ?? '',
      });
  return cues;
}

function loadPersons(): Map<string, string> {
  const persons = new Map<string, string>();
  for (const { columns } of readRows(HERE, 'persons.tsv')) {
    const name = columns['class'] ?? '';
    persons.set(name, [persons.get(name), columns['pattern']].filter(Boolean).join('|'));
  }
  return persons;
}

function loadNumbers(): NumberWords {
  const rows = readRows(HERE, 'quantities.tsv').map((row) => row.columns);
  const of = (kind: string) => rows.filter((row) => row['kind'] === kind);
  const longestFirst = (list: { words: string; operator: Operator }[]) =>
    list.sort((a, b) => b.words.length - a.words.length);
  const bounds = (kind: string) =>
    longestFirst(of(kind).map((row) => ({ words: row['words'] ?? '', operator: row['value'] as Operator })));
  return {
    units: new Map(of('unit').map((row) => [row['words'] ?? '', Number(row['value'])])),
    scales: new Map(of('scale').map((row) => [row['words'] ?? '', Number(row['value'])])),
    vague: of('vague').map((row) => ({ words: row['words'] ?? '', value: Number(row['value']) })),
    before: bounds('before'),
    after: bounds('after'),
  };
}
