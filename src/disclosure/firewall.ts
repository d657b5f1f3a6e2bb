/**
 * The firewall for confidential humanitarian channels (standards table E2; law 9 of the house). Delegates' remarks,
 * visit reports, registration lists and tracing files are not stored, whoever asks and whatever the setting.
 * Public statements of the same bodies are ordinary claims and pass. This file recognises markings; it does not
 * judge content, so a person can still put a caveat on a document that carries no marking.
 */

/** Markings under which such papers travel. Each needs the body and the confidentiality beside each other. */
const BODY = String.raw`(?:ICRC|CICR|МККК|International Committee of the Red Cross|Comit[ée] International de la Croix-Rouge)`;
const WITHIN = String.raw`[^\n]{0,80}`;
const MARKINGS: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:strictly\s+)?confidential\b${WITHIN}\b${BODY}\b${WITHIN}\b(?:report|visit|delegat|register|list|findings|interview)`,
    'iu',
  ),
  new RegExp(
    String.raw`\b${BODY}\b${WITHIN}\b(?:strictly\s+)?confidential\s+(?:report|working paper|note|memorandum|list|register)`,
    'iu',
  ),
  new RegExp(
    String.raw`\b${BODY}\b${WITHIN}\bnot (?:to be|for) (?:published|publication|disclosed|disclosure|onward transmission)`,
    'iu',
  ),
  new RegExp(String.raw`\bregistration list\b${WITHIN}\b${BODY}\b`, 'iu'),
  new RegExp(
    String.raw`\b${BODY}\b${WITHIN}\b(?:tracing file|registration number list|delegates?['’] notes)`,
    'iu',
  ),
];

/** How much of a document is looked at: markings stand at the head or foot of a paper. */
const EDGE = 4000;

export interface FirewallAnswer {
  readonly pass: boolean;
  /** Which of the numbered markings was found; never the words themselves. */
  readonly marking: number | null;
}

/**
 * Looks whether a text is marked as coming from a confidential channel, or carries the caveat.
 * Returns pass: false for such a text; the caller stores nothing of it (SPEC D1).
 */
export function firewall(text: string, caveats: readonly string[]): FirewallAnswer {
  if (caveats.includes('ICRC')) return { pass: false, marking: 0 };
  const edges = text.length <= 2 * EDGE ? text : `${text.slice(0, EDGE)}\n${text.slice(-EDGE)}`;
  const at = MARKINGS.findIndex((marking) => marking.test(edges));
  return at < 0 ? { pass: true, marking: null } : { pass: false, marking: at + 1 };
}
