/**
 * Puts what was read from pictures into a document: a picture as a page of its own, the pages of a PDF that hold no text
 * in their place. Says for every such page how sure the program was, and marks each uncertain word.
 */
import { isFault } from '#ground';
import { codePointLength, indexText } from '../codepoints.ts';
import { uncertainSpan, type Damage } from '../damage.ts';
import { bare, type Notice, type Parsed, type Region } from '../extract/parsed.ts';
import { MOST_PAGES, recognisePages, recognisePicture, type RecognisedPage } from './recognise.ts';
import { UNCERTAIN } from './page.ts';

export interface Recognised {
  readonly parsed: Parsed;
  /** Words of each page stand in code points of the whole text here. */
  readonly pages: readonly RecognisedPage[];
  readonly uncertain: readonly Damage[];
}

const PAGE_BREAK = '\n\f\n';

/** A page with its words moved to where the page begins in the whole text. */
function moved(page: RecognisedPage, by: number): RecognisedPage {
  return {
    ...page,
    words: page.words.map((word) => ({ ...word, start: word.start + by, end: word.end + by })),
  };
}

const uncertainIn = (page: RecognisedPage): Damage[] =>
  page.words
    .filter(({ confidence }) => confidence < UNCERTAIN)
    .map(({ start, end }) => uncertainSpan(start, end));

function noticeOf(page: RecognisedPage): Notice {
  const doubtful = page.words.filter(({ confidence }) => confidence < UNCERTAIN).length;
  return {
    kind: 'read-from-picture',
    page: page.page,
    words: `Page ${page.page} was read from a picture as ${page.language}: ${page.words.length} words, ${doubtful} of them uncertain, confidence ${page.confidence} of 100. Compare it with the page.`,
  };
}

/** A picture as a document of one page. Throws as recognisePicture. */
export async function readPictureFile(
  bytes: Uint8Array,
  mediaType: string,
  lang?: string,
): Promise<Recognised> {
  const pages = await recognisePicture(bytes, mediaType, lang);
  const [page] = pages;
  const text = page?.text ?? '';
  const parsed: Parsed = {
    ...bare('picture/1', text),
    regions: [{ kind: 'page', start: 0, end: codePointLength(text), number: 1 }],
    notices: pages.map(noticeOf),
  };
  return { parsed, pages, uncertain: pages.flatMap(uncertainIn) };
}

/**
 * Fills the pages of a PDF that hold no text. A PDF that has other pages is kept as it is when the program is missing,
 * and says so; one of scans only throws recognition-missing then.
 */
export async function readBlankPages(pdf: Uint8Array, parsed: Parsed, lang?: string): Promise<Recognised> {
  const index = indexText(parsed.text);
  const blank = parsed.regions.filter(
    ({ kind, start, end }) => kind === 'page' && index.slice(start, end).trim() === '',
  );
  if (blank.length === 0) return { parsed, pages: [], uncertain: [] };
  const numbers = blank.map(({ number }) => number);
  let read: readonly RecognisedPage[];
  try {
    read = await recognisePages(pdf, numbers, lang);
  } catch (thrown) {
    // What does hold text is worth having; the pages that do not are named in the notices.
    if (!isFault(thrown) || parsed.text.trim() === '') throw thrown;
    const words = `${blank.length} pages hold no text and could not be read from their pictures (${thrown.code}).`;
    const notice: Notice = { kind: 'page-without-text', words };
    return { parsed: { ...parsed, notices: [...parsed.notices, notice] }, pages: [], uncertain: [] };
  }
  return filled(parsed, read, numbers.length);
}

function filled(parsed: Parsed, read: readonly RecognisedPage[], wanted: number): Recognised {
  const index = indexText(parsed.text);
  const byNumber = new Map(read.map((page) => [page.page, page]));
  const texts: string[] = [];
  const regions: Region[] = [];
  const pages: RecognisedPage[] = [];
  let start = 0;
  for (const region of parsed.regions) {
    if (region.kind !== 'page') continue;
    const seen = byNumber.get(region.number);
    const text = seen?.text ?? index.slice(region.start, region.end);
    if (seen) pages.push(moved(seen, start));
    const end = start + codePointLength(text);
    texts.push(text);
    regions.push({ ...region, start, end });
    start = end + PAGE_BREAK.length;
  }
  const kept = parsed.notices.filter(
    ({ kind, page }) => kind !== 'page-without-text' || page === undefined || !byNumber.has(page),
  );
  const left: Notice[] =
    wanted <= MOST_PAGES
      ? []
      : [
          {
            kind: 'page-without-text',
            words: `${wanted - MOST_PAGES} further pages are pictures and were not read: ${MOST_PAGES} are read in one go.`,
          },
        ];
  return {
    parsed: {
      ...parsed,
      parser: 'pdf-pictures/1',
      text: texts.join(PAGE_BREAK),
      regions,
      notices: [...kept, ...pages.map(noticeOf), ...left],
    },
    pages,
    uncertain: pages.flatMap(uncertainIn),
  };
}
