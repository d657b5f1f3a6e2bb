/**
 * Evidence grades E0 to E5, as in the Berkeley Protocol checklist of the project.
 * A grade says how the bytes reached us and what ties them to a place and an hour. It never says
 * anything about whether the words in them are right: a forged letter in a signed package is E4.
 */

export type GradeCode = 'E0' | 'E1' | 'E2' | 'E3' | 'E4' | 'E5';

/** One step of the ladder. */
export interface Grade {
  readonly code: GradeCode;
  /** Short caption for a table cell. */
  readonly caption: string;
  /** What must hold before this grade may be given. */
  readonly condition: string;
  /** The sentence shown to a reader: about bytes only. */
  readonly words: string;
  /** False while this version has no intake that can meet the condition. */
  readonly reachable: boolean;
}

/** The ladder, lowest first. */
export const GRADES: Readonly<Record<GradeCode, Grade>> = {
  E0: {
    code: 'E0',
    caption: 'pasted text',
    condition: 'Characters were typed or pasted; there is no file.',
    words: 'Pasted text: these bytes were made here, nothing ties them to where the words were published.',
    reachable: true,
  },
  E1: {
    code: 'E1',
    caption: 'supplied file',
    condition: 'Someone handed over a file; its bytes are kept unchanged with their digest.',
    words:
      'Supplied file: these bytes are kept as they were handed over; nothing shows where they came from.',
    reachable: true,
  },
  E2: {
    code: 'E2',
    caption: 'screenshot or PDF',
    condition: 'The bytes are a picture of a screen or page, or a PDF.',
    words: 'Screenshot or PDF: these bytes show how a page or paper looked; they can be made by anyone.',
    reachable: true,
  },
  E3: {
    code: 'E3',
    caption: 'web response',
    condition: 'A WARC record holds the server response as received, with payload and block digests.',
    words: 'Web response: these bytes are what a server sent to the capturing machine, by its own record.',
    reachable: false,
  },
  E4: {
    code: 'E4',
    caption: 'signed package',
    condition: 'A WACZ or like package with a signature over its digests that verifies.',
    words: 'Signed package: these bytes are unchanged since a key holder signed the package.',
    reachable: false,
  },
  E5: {
    code: 'E5',
    caption: 'signed, identified and timed',
    condition:
      'A signed package whose signer is identified by a certificate and whose time is from a trusted stamp.',
    words:
      'Signed with identity and trusted time: these bytes existed, as packaged by a known party, at the stamped time.',
    reachable: false,
  },
};

/** Added to the words when an independent second capture of the same page is on file ("+I"). */
const INDEPENDENT_WORDS = 'An independent second capture of the same page is on file.';

/** The full sentence for a grade with or without +I. */
export function gradeWords(code: GradeCode, independent = false): string {
  const words = GRADES[code].words;
  return independent ? `${words} ${INDEPENDENT_WORDS}` : words;
}
