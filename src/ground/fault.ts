/**
 * Faults: the one error class of the project.
 * A fault has a stable code from the list below, says what and where by id and line, and never carries a
 * name, a quote or a secret, because logs get seized. Outcomes that a user can cause and that the caller
 * is expected to handle are values (`{ ok: false, reason }`), not faults.
 */

/** How a fault leaves the command line (contract of the CLI) and the web (HTTP). */
export interface FaultKind {
  readonly exit: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly http: number;
  /** One sentence for docs/faults.md: when this happens and what is safe. */
  readonly means: string;
}

/** Every code there is. Add, never rename: scripts and translations key on these. */
export const FAULTS = {
  'usage-wrong': { exit: 2, http: 400, means: 'The call itself is wrong: a missing or unknown argument.' },
  'entry-malformed': {
    exit: 1,
    http: 400,
    means: 'Something about to be recorded does not fit its schema. Nothing was written.',
  },
  'canonical-refused': {
    exit: 1,
    http: 400,
    means:
      'A value cannot be put into canonical JSON without loss (float, unsafe integer, undefined, lone surrogate). Nothing was written.',
  },
  'date-malformed': { exit: 7, http: 400, means: 'A date is not in the supported part of EDTF.' },
  'passage-moved': {
    exit: 4,
    http: 409,
    means: 'The quoted words are not at the stated place of the pinned text.',
  },
  'quote-not-verbatim': {
    exit: 3,
    http: 422,
    means: 'A quote is not an exact piece of the document. Nothing was recorded.',
  },
  'not-found': {
    exit: 3,
    http: 404,
    means: 'There is nothing with this id, or you may not see it; the answer is the same for both.',
  },
  'not-allowed': { exit: 3, http: 403, means: 'Your role may not do this.' },
  'compartment-closed': {
    exit: 3,
    http: 404,
    means: 'The compartment is not open to you; told apart from not-found only in the audit log.',
  },
  'never-publish': { exit: 3, http: 403, means: 'A rule forbids that this leaves, whoever asks.' },
  'confidential-channel': {
    exit: 3,
    http: 422,
    means: 'The content comes from a confidential humanitarian channel and may not be stored.',
  },
  'too-many-attempts': {
    exit: 3,
    http: 429,
    means: 'Too many wrong passphrases in a short time. Nothing was changed.',
  },
  'already-there': {
    exit: 3,
    http: 409,
    means:
      'The same bytes are in the workspace already; adding them again would count them twice. Nothing was written.',
  },
  'already-decided': {
    exit: 3,
    http: 409,
    means: 'Someone has decided this already; both decisions stay visible.',
  },
  'changed-since': {
    exit: 3,
    http: 409,
    means: 'This was changed since you read it. Nothing was recorded; read it again and decide.',
  },
  'person-needed': {
    exit: 3,
    http: 422,
    means: 'The text leaves a field open that only a person can settle. Nothing was recorded.',
  },
  'ledger-conflict': {
    exit: 1,
    http: 409,
    means: 'Another writer appended first. Nothing of this call was written; read again and retry.',
  },
  'idempotency-mismatch': {
    exit: 3,
    http: 409,
    means: 'The same idempotency key was used for different content. Nothing was written.',
  },
  'ledger-broken': {
    exit: 4,
    http: 500,
    means:
      'The ledger does not verify. The workspace is left untouched; use a backup and keep this copy as evidence.',
  },
  'checkpoint-inconsistent': {
    exit: 4,
    http: 500,
    means: 'The ledger is not an extension of a checkpoint that was signed or kept elsewhere.',
  },
  'vault-corrupt': { exit: 4, http: 500, means: 'The database file is damaged. Nothing was changed.' },
  'blob-corrupt': { exit: 4, http: 500, means: 'Preserved bytes do not match their digest.' },
  'vault-locked': { exit: 5, http: 401, means: 'The workspace is locked.' },
  'passphrase-wrong': {
    exit: 5,
    http: 401,
    means:
      'The passphrase or recovery code does not open this workspace, or keys.json is damaged. Nothing was changed.',
  },
  'keys-damaged': {
    exit: 4,
    http: 500,
    means: 'keys.json is missing or damaged. The recovery code still opens the workspace and rewrites it.',
  },
  'vault-in-use': {
    exit: 3,
    http: 409,
    means: 'Another window or process has this workspace open for writing.',
  },
  'vault-exists': {
    exit: 2,
    http: 409,
    means: 'There is a workspace or other files at that place already. Nothing was overwritten.',
  },
  'vault-missing': { exit: 7, http: 404, means: 'There is no workspace at that place.' },
  'vault-newer': {
    exit: 3,
    http: 409,
    means: 'The workspace was written by a newer version. It was not touched.',
  },
  'store-unsafe': {
    exit: 3,
    http: 500,
    means:
      'The database server is not set up safely (row security missing or the role owns the tables). Refused to start.',
  },
  'store-unreachable': {
    exit: 1,
    http: 503,
    means:
      'The database server did not answer. What was acknowledged is safe; repeat the call with the same idempotency key.',
  },
  'disk-full': {
    exit: 1,
    http: 507,
    means:
      'The disk is full. What was acknowledged is safe, this change was not made; free space and repeat it.',
  },
  'input-missing': { exit: 7, http: 404, means: 'The file does not exist or cannot be read.' },
  'input-empty': { exit: 7, http: 422, means: 'The input holds no text.' },
  'input-binary': { exit: 7, http: 415, means: 'The input is not a text, HTML, PDF, DOCX or e-mail file.' },
  'input-too-large': {
    exit: 7,
    http: 413,
    means: 'The input is larger than the limit. The original is preserved where it was to be kept.',
  },
  'input-malformed': {
    exit: 7,
    http: 422,
    means: 'The file is damaged and could not be read. The original is preserved where it was to be kept.',
  },
  'input-encoding': { exit: 7, http: 422, means: 'The text is not valid in any supported encoding.' },
  'recognition-missing': {
    exit: 7,
    http: 422,
    means:
      'The file is a picture or a scan, and the program that reads text from pictures, or its language, is not on this machine. The original is preserved where it was to be kept.',
  },
  'parser-stopped': {
    exit: 7,
    http: 422,
    means:
      'Reading the file took too much time or memory and was stopped. The original is preserved where it was to be kept.',
  },
  'import-malformed': {
    exit: 7,
    http: 422,
    means: 'A list could not be read; the message names file and row. Nothing was imported.',
  },
  'language-unsupported': {
    exit: 3,
    http: 422,
    means: 'There is no reading pack for this language. The document stays preserved.',
  },
  'model-refused': {
    exit: 3,
    http: 403,
    means: 'This text may not be shown to a model, or the workspace has none. Nothing of the text left.',
  },
  'estimate-refused': {
    exit: 3,
    http: 422,
    means:
      'The overlap table carries no defensible estimate; the rules that refuse are named with their numbers. What is documented stands.',
  },
  'backup-refused': {
    exit: 4,
    http: 500,
    means: 'The copy did not verify and was not given its final name.',
  },
  interrupted: {
    exit: 6,
    http: 500,
    means: 'Stopped before the end; running the same command again goes on.',
  },
  bug: {
    exit: 1,
    http: 500,
    means:
      'The program did something it should not. Nothing acknowledged is lost; please report the code and place.',
  },
} as const satisfies Record<string, FaultKind>;

export type FaultCode = keyof typeof FAULTS;

export interface FaultOptions {
  /** What the user can do next, as a sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/**
 * The only error the project throws on purpose.
 * `message` is lower case, without a full stop, and names things by id, file position or row number only.
 */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly hint: string | undefined;

  constructor(code: FaultCode, message: string, options: FaultOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Fault';
    this.code = code;
    this.hint = options.hint;
  }

  get exit(): FaultKind['exit'] {
    return FAULTS[this.code].exit;
  }

  get http(): number {
    return FAULTS[this.code].http;
  }
}

/** Tells a fault from any other thrown value; faults may cross a process boundary as plain objects. */
export function isFault(thrown: unknown, code?: FaultCode): thrown is Fault {
  return thrown instanceof Fault && (code === undefined || thrown.code === code);
}
