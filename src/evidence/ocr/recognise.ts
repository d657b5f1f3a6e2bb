/**
 * Pictures of pages to text by Tesseract, if this machine has it and the language. When it does not, the answer says what
 * is missing and how to get it; nothing is guessed and nothing is silent. The pictures come back, so that whoever reads
 * the text can hold it against the page.
 */
import { Fault } from '#ground';
import { pageOf, type SeenPage } from './page.ts';
import { findProgram, PAGE_CAPS, runProgram } from './program.ts';

/** A page as a picture, and as it was read. */
export interface RecognisedPage extends SeenPage {
  /** From 1. */
  readonly page: number;
  readonly picture: Uint8Array;
  readonly mediaType: string;
  /** Language as Tesseract calls it: "hye". */
  readonly language: string;
}

/** Pictures that can be read. */
export const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/tiff']);

/** More scanned pages than this are not read in one go. */
export const MOST_PAGES = 200;

/** Our languages and theirs, with the Debian package of each. */
const LANGUAGES: Readonly<Record<string, string>> = {
  en: 'eng',
  hy: 'hye',
  az: 'aze',
  ru: 'rus',
  ar: 'ara',
  fr: 'fra',
  es: 'spa',
  uk: 'ukr',
  tr: 'tur',
  fa: 'fas',
  ka: 'kat',
  he: 'heb',
  de: 'deu',
};
/** One language for each script, tried where nobody names one. Tesseract's own guess of the script fails on Armenian. */
const TRIED: readonly string[] = ['eng', 'rus', 'hye', 'ara', 'kat', 'heb'];

/** Dots per inch at which pages of a PDF are drawn: what Tesseract is trained for. */
const DPI = 300;

const missing = (what: string, how: string): Fault =>
  new Fault('recognition-missing', `${what} was not found on this machine`, {
    hint: `${how} Then add the file again, or read it by eye; it stays preserved as it came.`,
  });

/** Path of Tesseract, or null. */
export const findTesseract = (): string | null => findProgram('tesseract', 'HABEAS_TESSERACT');

/** Path of pdftoppm, which draws pages of a PDF, or null. */
export const findPageDrawer = (): string | null => findProgram('pdftoppm', 'HABEAS_PDFTOPPM');

function tesseract(): string {
  const path = findTesseract();
  if (path === null)
    throw missing(
      'tesseract, which reads text from pictures,',
      'Debian, Ubuntu: apt-get install tesseract-ocr; macOS: brew install tesseract tesseract-lang; Windows: the installer of UB Mannheim.',
    );
  return path;
}

async function installed(path: string): Promise<ReadonlySet<string>> {
  const { output } = await runProgram(path, ['--list-langs'], new Uint8Array());
  return new Set(
    Buffer.from(output)
      .toString('utf8')
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.trim()),
  );
}

/** The language to read in: the one that is named, else the one in which the page reads surest. */
async function languageFor(path: string, lang: string | undefined, picture: Uint8Array): Promise<string> {
  const there = await installed(path);
  const named = lang === undefined || lang === 'und' ? undefined : LANGUAGES[lang.split('-')[0] ?? ''];
  if (named === undefined) return surest(path, picture, there);
  if (!there.has(named)) throw withoutLanguage(named);
  return named;
}

const withoutLanguage = (language: string): Fault =>
  missing(
    `the language ${language} of tesseract`,
    `Debian, Ubuntu: apt-get install tesseract-ocr-${language}; macOS: brew install tesseract-lang.`,
  );

async function surest(path: string, picture: Uint8Array, there: ReadonlySet<string>): Promise<string> {
  let best: { language: string; confidence: number } | null = null;
  for (const language of TRIED.filter((one) => there.has(one))) {
    const { output } = await runProgram(path, ['stdin', 'stdout', '-l', language, 'tsv'], picture);
    const { confidence } = pageOf(Buffer.from(output).toString('utf8'));
    if (best === null || confidence > best.confidence) best = { language, confidence };
  }
  if (best === null) throw withoutLanguage('eng');
  return best.language;
}

async function readPicture(
  path: string,
  picture: Uint8Array,
  given: { page: number; mediaType: string; language: string; dpi: number | null },
): Promise<RecognisedPage> {
  const { code, output } = await runProgram(
    path,
    [
      'stdin',
      'stdout',
      '-l',
      given.language,
      ...(given.dpi === null ? [] : ['--dpi', String(given.dpi)]),
      'tsv',
    ],
    picture,
  );
  if (code !== 0)
    throw new Fault('input-malformed', `the picture of page ${given.page} could not be read`, {
      hint: 'The picture is damaged or of an unusual kind; the original stays preserved.',
    });
  const { page, mediaType, language } = given;
  return { ...pageOf(Buffer.from(output).toString('utf8')), page, mediaType, language, picture };
}

/**
 * Reads a picture. Throws Fault: recognition-missing (Tesseract or the language is not installed), input-malformed,
 * parser-stopped.
 */
export async function recognisePicture(
  picture: Uint8Array,
  mediaType: string,
  lang?: string,
): Promise<readonly RecognisedPage[]> {
  const path = tesseract();
  const language = await languageFor(path, lang, picture);
  return [await readPicture(path, picture, { page: 1, mediaType, language, dpi: null })];
}

/**
 * Draws and reads pages of a PDF that hold no text. Throws as recognisePicture; at most MOST_PAGES pages are read, and
 * the caller says so for the others.
 */
export async function recognisePages(
  pdf: Uint8Array,
  pages: readonly number[],
  lang?: string,
): Promise<readonly RecognisedPage[]> {
  const path = tesseract();
  const drawer = findPageDrawer();
  if (drawer === null)
    throw missing(
      'pdftoppm, which draws the pages of a pdf,',
      'Debian, Ubuntu: apt-get install poppler-utils; macOS: brew install poppler.',
    );
  const read: RecognisedPage[] = [];
  let language: string | null = null;
  for (const page of pages.slice(0, MOST_PAGES)) {
    const range = ['-f', String(page), '-l', String(page)];
    const drawn = await runProgram(
      drawer,
      ['-r', String(DPI), '-gray', '-png', ...range, '-'],
      pdf,
      PAGE_CAPS,
    );
    if (drawn.code !== 0 || drawn.output.length === 0)
      throw new Fault('input-malformed', `page ${page} of the pdf could not be drawn`);
    language ??= await languageFor(path, lang, drawn.output);
    read.push(await readPicture(path, drawn.output, { page, mediaType: 'image/png', language, dpi: DPI }));
  }
  return read;
}
