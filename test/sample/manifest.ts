/**
 * The sample's manifest as the tests read it: types of its parts, the text of each document, the rows of each list.
 * It knows files only; what the demo makes of them is tested where the demo is.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { AcceptanceDecision, Handling, ProposalKind, ProposalModality } from '#claim';
import { MINISTRY_REPLY, REFUSAL_LETTER } from '../../scripts/sample-texts.ts';

export const SAMPLE = join(import.meta.dirname, '..', '..', 'sample');

/** What is recorded by hand where the reader proposes nothing; fields as the reader has them. */
export interface Hand {
  modality: ProposalModality;
  subject: string;
  fields: Record<string, unknown>;
}
export interface Decision {
  document: string;
  kind: ProposalKind;
  quote: string;
  where?: Record<string, string>;
  decide: 'accept' | 'refuse' | 'park';
  speaker: string | null;
  /** Corrected fields of the proposal; a party's key stands for its name. */
  corrections?: Record<string, string>;
  settled?: Omit<AcceptanceDecision, 'speaker' | 'corrections'>;
  reason?: string;
  hand?: Hand;
}
export interface HandClaim extends Hand {
  document: string;
  kind: ProposalKind;
  quote: string;
  speaker: string | null;
  settled?: Omit<AcceptanceDecision, 'speaker' | 'corrections'>;
  handling?: Handling;
  /** Rows that stand for the person it speaks of. */
  records?: RowRef[];
}
export type RowRef = [list: string, row: number];
export interface Judgement {
  left: RowRef;
  right: RowRef;
  answer: 'different' | 'unsure';
  reason: string;
}
export interface Manifest {
  format: string;
  workspace: { name: string; code: string };
  question: { population: string; holder: string; measure: string };
  principals: { key: string; role: string; compartments: string[] }[];
  anchors: { id: string; name: string; start: string; end: string; document: string; quote: string }[];
  parties: {
    key: string;
    name: string;
    kind: string;
    partOf?: string;
    channel?: string;
    aliases?: string[];
    scriptNames?: Record<string, string>;
  }[];
  documents: {
    key: string;
    kind: string;
    isPublic: boolean;
    file: string;
    title: string;
    publisher: string;
    published: string;
    language: string;
    origin: string;
    relayedFrom?: string;
    handling: Handling;
  }[];
  lists: {
    key: string;
    file: string;
    name: string;
    document?: string;
    publisher: string;
    published: string;
    handling: Handling;
    language: string;
    columns: Record<string, string>;
  }[];
  decisions: Decision[];
  byHand: HandClaim[];
  judgements: Judgement[];
  linking: { leave: [RowRef, RowRef][] };
  sealed: HandClaim[];
}

export const manifest = JSON.parse(readFileSync(join(SAMPLE, 'manifest.json'), 'utf8')) as Manifest;

/** The words of a document with every run of white space made one space. */
export function textOf(file: string): string {
  const raw = readFileSync(join(SAMPLE, file), 'utf8');
  let text = raw;
  if (file.endsWith('.html'))
    text = raw.replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' ');
  if (file.endsWith('.pdf')) text = MINISTRY_REPLY.join('\n');
  if (file.endsWith('.docx')) text = REFUSAL_LETTER.join('\n');
  return text.replace(/\s+/g, ' ');
}

/** The rows of a list, keyed by column heading. */
export function rowsOf(file: string): Record<string, string>[] {
  return parse(readFileSync(join(SAMPLE, file)), { columns: true });
}

/** Fields with the names of parties in the place of their keys. */
export function named(fields: Record<string, unknown> = {}): Record<string, unknown> {
  const nameOf = new Map<unknown, string>(manifest.parties.map(({ key, name }) => [key, name]));
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, nameOf.get(value) ?? value]),
  );
}

/** Pairs of rows that a careful reader of the three lists would join, and why. The linker is not told. */
export const same = JSON.parse(readFileSync(join(import.meta.dirname, 'same.json'), 'utf8')) as {
  left: RowRef;
  right: RowRef;
  reason: string;
}[];

/** The smallest name of a row's set when the pairs of a careful reader are joined, for every row. */
export function joined(rows: ReadonlyMap<string, readonly unknown[]>): Map<string, string> {
  const name = ([list, row]: RowRef): string => `${list}/${row}`;
  const root = new Map<string, string>();
  for (const [list, all] of rows)
    all.forEach((_, at) => root.set(name([list, at + 1]), name([list, at + 1])));
  for (const { left, right } of same) {
    const [keep, drop] = [root.get(name(left)) ?? '', root.get(name(right)) ?? ''].toSorted();
    for (const [row, set] of root) if (set === drop) root.set(row, keep ?? '');
  }
  return root;
}
