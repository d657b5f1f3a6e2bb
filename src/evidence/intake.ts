/**
 * Takes bytes in: digest, size, what they look like, how they came. This runs before anything reads
 * them, so that a file that breaks every parser is still kept whole. It knows nothing of their meaning
 * and changes no byte.
 */
import { Fault, sha256Hex } from '#ground';
import { gradeWords, type GradeCode } from './grades.ts';
import { LIMITS } from './limits.ts';
import { sniffMediaType, typeByName } from './sniff.ts';

export interface IntakeOptions {
  /** As the sender named it. Kept with the sealed body, never used as a path. */
  readonly fileName?: string;
  /** The type someone declared (upload header, mail part). Compared, never trusted. */
  readonly mediaType?: string;
  /** True when a person typed or pasted the characters. */
  readonly pasted?: boolean;
  /** True when an independent second capture is on file (grade +I). */
  readonly independent?: boolean;
  /** RFC 3339 time of receipt in UTC; now when left out. */
  readonly receivedAt?: string;
}

/** What is known of preserved bytes without reading them. */
export interface Preserved {
  /** SHA-256 of the bytes, 64 lower-case hex digits. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** By magic bytes. */
  readonly mediaType: string;
  readonly declaredType: string | null;
  readonly fileName: string | null;
  /** Set when name or declaration say another type than the bytes: a sentence without the name. */
  readonly disagreement: string | null;
  readonly grade: GradeCode;
  /** "+I": an independent second capture is on file. */
  readonly independent: boolean;
  readonly gradeWords: string;
  readonly receivedAt: string;
}

/** `text/html; charset=utf-8` → `text/html`. */
function essence(mediaType: string | undefined): string | null {
  const bare = mediaType?.split(';', 1)[0]?.trim().toLowerCase();
  return bare === undefined || bare === '' || bare === 'application/octet-stream' ? null : bare;
}

function agree(claimed: string, seen: string): boolean {
  if (claimed === seen) return true;
  if (claimed === 'image/jpg') return seen === 'image/jpeg';
  if (claimed === 'application/msword') return seen === 'application/x-ole-storage';
  // XHTML, Markdown, CSV and a mail's text part all read as plain text by their bytes.
  if (claimed === 'application/xhtml+xml') return seen === 'text/html';
  return seen === 'text/plain' && claimed.startsWith('text/') && claimed !== 'text/html';
}

function gradeOf(mediaType: string, pasted: boolean): GradeCode {
  if (pasted) return 'E0';
  return mediaType === 'application/pdf' || mediaType.startsWith('image/') ? 'E2' : 'E1';
}

/**
 * Establishes the preserved facts of a file. The caller stores `bytes` next; only then may it call `extract`.
 * Unknown and broken files are taken in all the same.
 * Throws `input-empty` for zero bytes and `input-too-large` above 200 MiB.
 */
export function preserve(bytes: Uint8Array, options: IntakeOptions = {}): Preserved {
  if (bytes.length === 0) throw new Fault('input-empty', 'the input has no bytes');
  if (bytes.length > LIMITS.file) {
    throw new Fault('input-too-large', `the file has ${bytes.length} bytes, the limit is ${LIMITS.file}`);
  }
  const seen = sniffMediaType(bytes);
  const byName = typeByName(options.fileName);
  const declared = essence(options.mediaType);
  const isMarkdown = seen === 'text/plain' && (byName === 'text/markdown' || declared === 'text/markdown');
  const pasted = options.pasted ?? false;
  // Pasted characters are text by definition, whatever they resemble.
  const mediaType = isMarkdown ? 'text/markdown' : pasted ? 'text/plain' : seen;
  const disputes = pasted
    ? []
    : [
        ...(byName !== null && !agree(byName, mediaType) ? [`the file name says ${byName}`] : []),
        ...(declared !== null && !agree(declared, mediaType) ? [`the sender says ${declared}`] : []),
      ];
  const grade = gradeOf(mediaType, pasted);
  const independent = options.independent ?? false;
  return {
    sha256: sha256Hex(bytes),
    size: bytes.length,
    mediaType,
    declaredType: declared,
    fileName: options.fileName ?? null,
    disagreement: disputes.length === 0 ? null : `${disputes.join(' and ')}, the bytes say ${mediaType}`,
    grade,
    independent,
    gradeWords: gradeWords(grade, independent),
    receivedAt: options.receivedAt ?? new Date().toISOString(),
  };
}

/**
 * Turns pasted characters into bytes (UTF-8) and preserves those as E0.
 * Throws `input-empty`, `input-too-large`, `input-encoding` for a lone surrogate and `input-binary` for U+0000:
 * neither can be kept without changing it.
 */
export function preservePasted(
  text: string,
  options: Omit<IntakeOptions, 'pasted' | 'mediaType'> = {},
): { readonly preserved: Preserved; readonly bytes: Uint8Array } {
  if (text.trim() === '') throw new Fault('input-empty', 'the pasted text is empty');
  const lone = text.search(/\p{Surrogate}/u);
  if (lone >= 0) {
    throw new Fault('input-encoding', `half of a character pair stands alone at UTF-16 position ${lone}`, {
      hint: 'Copy the text again from its source; part of a character was lost.',
    });
  }
  if (text.includes('\u0000')) {
    throw new Fault('input-binary', `a zero character stands at UTF-16 position ${text.indexOf('\u0000')}`);
  }
  const bytes = new TextEncoder().encode(text);
  return { preserved: preserve(bytes, { ...options, pasted: true }), bytes };
}
