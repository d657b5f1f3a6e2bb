/** Reading without a workspace: bytes in, proposals out, nothing kept. The firewall holds here too. */
import { firewall } from '#disclosure';
import { extract, preserve, UNCERTAIN, type RecognisedPage } from '#evidence';
import { Fault, validEdtf } from '#ground';
import { propose, proposeWithModel, type ModelOptions, type ModelReading, type Reading } from '#reading';

/** Of a model for one reading, what a door needs to name it. */
export { endpointOf, keyOf } from '#reading';
export type { ModelReading } from '#reading';

interface Damaged {
  readonly damaged: readonly { readonly start: number; readonly end: number; readonly why: string }[];
  /** Pages that were read from a picture; absent where none was. */
  readonly recognised?: readonly {
    readonly page: number;
    readonly language: string;
    /** 0 to 100. */
    readonly confidence: number;
    readonly words: number;
    readonly uncertain: number;
  }[];
}
export interface DocumentRead extends Reading, Damaged {}
export interface DocumentReadTwice extends ModelReading, Damaged {}

/** A model for this one reading, named by whoever calls. */
export type ModelInReading = ModelOptions;

/**
 * Proposes claims from a text, Markdown, HTML, PDF, DOCX or e-mail file. Throws the faults of intake and reading, and
 * confidential-channel for a paper that is marked so. With a model also model-refused, before a byte has left.
 */
export async function readDocument(
  bytes: Uint8Array,
  given: { fileName?: string; lang?: string; published?: string; name: string; model?: ModelInReading },
): Promise<DocumentRead | DocumentReadTwice> {
  if (given.published !== undefined && !validEdtf(given.published))
    throw new Fault('date-malformed', 'the day of publication is written like 2026-03-31, 2026-03 or 2026');
  const preserved = preserve(bytes, given.fileName === undefined ? {} : { fileName: given.fileName });
  const { pinned, recognised } = await extract(
    bytes,
    preserved,
    given.lang === undefined ? {} : { lang: given.lang },
  );
  if (!firewall(pinned.text, []).pass)
    throw new Fault(
      'confidential-channel',
      'this paper is marked as coming from a confidential humanitarian channel',
    );
  const options = {
    name: given.name,
    ...(given.lang === undefined ? {} : { lang: given.lang }),
    ...(given.published === undefined ? {} : { published: given.published }),
  };
  const damaged = {
    damaged: pinned.damaged.map(({ start, end, why }) => ({ start, end, why })),
    ...(recognised.length === 0 ? {} : { recognised: recognised.map(pageSeen) }),
  };
  if (given.model === undefined) return { ...(await propose(pinned.text, options)), ...damaged };
  const { mayShowText, WHY_NOT } = await import('./model-gate.ts');
  const may = mayShowText(null, pinned.text);
  if (!may.ok)
    throw new Fault('model-refused', 'this file is not shown to a model', {
      hint: `Nothing of it left: ${WHY_NOT[may.reason]}. Read it by the rules, without --model.`,
    });
  return { ...(await proposeWithModel(pinned.text, options, given.model)), ...damaged };
}

function pageSeen({ page, language, confidence, words }: RecognisedPage) {
  const uncertain = words.filter((word) => word.confidence < UNCERTAIN).length;
  return { page, language, confidence, words: words.length, uncertain };
}
