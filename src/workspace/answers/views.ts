/**
 * From rows to the shapes that doors see. Shared by all answers: parties by id, speakers, dates, handling, claims.
 * Knows how to name things for a member of the team; what may leave the team is decided elsewhere.
 */
import {
  UNLABELLED,
  type Claim,
  type DamagedSpan,
  type Handling,
  type Party,
  type PartyRef,
  type Passage,
  type Speaker,
} from '#claim';
import { compareTlp } from '#claim';
import type { When } from '#ground';
import type { Views } from '../projections.ts';
import type { ClaimView, HandlingView, PassageView, SpeakerView, WhenView } from '../queries.ts';
import type { Reader, Row } from '../reader.ts';
import { sayingOf } from './sayings.ts';
import { sentenceOf } from './sentences.ts';

/** Parties of the workspace by id, with the name to show. */
export class Parties {
  readonly #byId = new Map<string, Party>();

  private constructor(parties: readonly Party[]) {
    for (const party of parties) this.#byId.set(party.partyId, party);
  }

  static async of(reader: Reader): Promise<Parties> {
    return new Parties((await reader.rows<Party>('parties')).map(({ row }) => row));
  }

  /** Name to show: the first name as written, else the words for an unnamed party. */
  nameOf(ref: PartyRef): string {
    if (ref.kind === 'mention') return ref.words;
    const party = this.#byId.get(ref.partyId);
    return party?.names[0]?.words ?? party?.words ?? ref.words ?? 'a party that is not named';
  }

  all(): readonly Party[] {
    return [...this.#byId.values()];
  }

  /** The registered party that bears exactly these words as a name (case and spaces folded), or null. */
  find(words: string): Party | null {
    const fold = (text: string): string =>
      text
        .normalize('NFKC')
        .toLowerCase()
        .replace(/^the\s+/u, '')
        .replace(/\s+/gu, ' ')
        .trim();
    const wanted = fold(words);
    return this.all().find((party) => party.names.some((name) => fold(name.words) === wanted)) ?? null;
  }
}

/** Who speaks, with words to show. `publisher` stands for the author of the document. */
export function speakerView(speaker: Speaker, parties: Parties, publisher: string): SpeakerView {
  switch (speaker.kind) {
    case 'author':
      return { state: 'author', name: publisher, partyId: null, candidates: [] };
    case 'unresolved':
      return {
        state: 'unresolved',
        name: speaker.words ?? 'speaker not certain',
        partyId: null,
        candidates: speaker.candidates,
      };
    default:
      return {
        state: 'named',
        name: parties.nameOf(speaker),
        partyId: speaker.kind === 'party' ? speaker.partyId : null,
        candidates: [],
      };
  }
}

export function whenView(when: When): WhenView {
  return {
    words: when.words === '' ? null : when.words,
    edtf: when.edtf,
    from: when.min,
    to: when.max,
    approximate: when.approx,
    basis: when.basis,
  };
}

export function handlingView(handling: Handling): HandlingView {
  return { tlp: handling.tlp, caveats: handling.caveats, compartment: handling.compartment };
}

/** The stricter of two labels, with the caveats of both; the document governs what quotes it. */
export function raised(claim: Handling, document: Handling | undefined): HandlingView {
  if (!document) return handlingView(claim);
  return {
    tlp: compareTlp(claim.tlp, document.tlp) >= 0 ? claim.tlp : document.tlp,
    caveats: [...new Set([...claim.caveats, ...document.caveats])].sort(),
    compartment: claim.compartment === 'open' ? document.compartment : claim.compartment,
  };
}

export function passageView(passage: Passage, damaged: readonly DamagedSpan[]): PassageView {
  const { documentId, exact, start, end } = passage;
  return {
    documentId,
    exact,
    start,
    end,
    damaged: damaged.some((span) => span.start < end && span.end > start),
  };
}

/** What is needed of the documents that claims stand in. */
export interface Shelf {
  readonly parties: Parties;
  readonly documents: ReadonlyMap<string, Views['documents']>;
  readonly texts: ReadonlyMap<string, Views['texts']>;
  readonly marks: ReadonlyMap<string, readonly Views['marks'][]>;
}

/** Reads what claims need beside themselves: their documents, texts and marks. */
export async function shelfFor(
  reader: Reader,
  documentIds: readonly string[],
  claimIds: readonly string[],
): Promise<Shelf> {
  const keys = [...new Set(documentIds)];
  const marks = new Map<string, Views['marks'][]>();
  const marked = claimIds.length === 0 ? [] : await reader.rows<Views['marks']>('marks');
  for (const row of marked) {
    if (!claimIds.includes(row.parent) && claimIds.length < 500) continue;
    marks.set(row.parent, [...(marks.get(row.parent) ?? []), row.row]);
  }
  return {
    parties: await Parties.of(reader),
    documents: new Map(
      (await reader.rows<Views['documents']>('documents', { keys })).map(({ key, row }) => [key, row]),
    ),
    texts: new Map((await reader.rows<Views['texts']>('texts', { keys })).map(({ key, row }) => [key, row])),
    marks,
  };
}

/** Marks in force: `cleared` takes away what stood before it. */
export function marksInForce(marks: readonly Views['marks'][]): readonly Views['marks'][] {
  const cleared = marks.findLastIndex(({ mark }) => mark === 'cleared');
  return marks.slice(cleared + 1);
}

export function publisherOf(shelf: Shelf, documentId: string | null): string {
  const document = documentId === null ? undefined : shelf.documents.get(documentId)?.document;
  if (!document) return 'the person who recorded it';
  return document.publisher ? shelf.parties.nameOf(document.publisher) : 'a publisher that is not named';
}

/** The handling that governs a claim: its own, raised to that of every document it quotes. */
export function governing(claim: Claim, shelf: Shelf): HandlingView {
  let view = handlingView(claim.handling);
  for (const { documentId } of claim.passages) {
    const document = shelf.documents.get(documentId)?.document.handling;
    view = raised({ ...view, tlp: view.tlp as Handling['tlp'] } as Handling, document);
  }
  return view.tlp === '' ? { ...view, tlp: UNLABELLED } : view;
}

export function claimView(row: Row<Views['claims']>, shelf: Shelf): ClaimView {
  const { claim, at, by } = row.row;
  const documentId = claim.passages[0]?.documentId ?? (row.parent === '' ? null : row.parent);
  const damaged = (id: string): readonly DamagedSpan[] => shelf.texts.get(id)?.damaged ?? [];
  return {
    claimId: claim.claimId,
    kind: claim.claimKind,
    speaker: speakerView(claim.speaker, shelf.parties, publisherOf(shelf, documentId)),
    modality: claim.modality,
    sentence: sentenceOf(claim, shelf.parties),
    saying: sayingOf(claim, shelf.parties),
    passages: claim.passages.map((passage) => passageView(passage, damaged(passage.documentId))),
    asOf: whenView(claim.asOf),
    documentId,
    handling: governing(claim, shelf),
    recordedAt: at,
    recordedBy: by,
    marks: marksInForce(shelf.marks.get(claim.claimId) ?? []).map(({ mark, reason, at: markedAt }) => ({
      mark,
      reason,
      at: markedAt,
    })),
    seq: row.seq,
  };
}
