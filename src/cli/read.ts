/** `habeas read`: proposals from a file. Only with --save a workspace is loaded and opened. */
import { basename } from 'node:path';
import { Fault } from '#ground';
import { readDocument, type DocumentRead, type DocumentReadTwice } from '#workspace/reading';
import { bytesOf } from './input.ts';
import { modelFor, modelText, type ModelFlags } from './model-flags.ts';
import { print, printJson, say } from './output.ts';
import type { Common } from './session.ts';

/** Why this proposal: the rule or model, the words that set it off, who else may speak, and what to look at. */
function whyText({ rule, cue, attribution, flags }: DocumentRead['claims'][number]): string {
  const others =
    attribution.candidates.length === 0 ? '' : `; may also be ${attribution.candidates.join(', ')}`;
  const marks = flags.length === 0 ? '' : `; look closely: ${flags.join(', ').replaceAll('-', ' ')}`;
  const seen = rule.startsWith('weighed:') ? '; no rule saw it, its words together speak for it' : '';
  return `because of “${cue}” (${rule})${seen}${others}${marks}`;
}

function readingText(reading: DocumentRead | DocumentReadTwice): string {
  const lines = reading.claims.map((claim) => {
    const speaker =
      claim.attribution.state === 'unresolved'
        ? 'speaker not certain'
        : (claim.attributed_to ?? 'the text itself');
    return `${claim.id}  ${claim.kind}, ${claim.modality}, ${speaker}\n    “${claim.quote}”\n    ${whyText(claim)}`;
  });
  const { coverage } = reading;
  return [
    ...('model' in reading ? [...modelText(reading), ''] : []),
    `${reading.claims.length} proposals in ${reading.text} (${reading.lang}). Each says: the text says this. A person decides.`,
    '',
    ...lines,
    '',
    `${coverage.sentences_with_claims} of ${coverage.sentences} sentences have a proposal; ${coverage.numbers_claimed} of ${coverage.numbers} figures are covered.`,
    ...coverage.unread.map(
      ({ lang, characters }) => `${characters} characters in ${lang} were not read: there is no pack for it.`,
    ),
    ...(reading.unclaimed.length === 0
      ? []
      : [
          'Not covered, look at these yourself:',
          ...reading.unclaimed.map(({ kind, quote }) => `  ${kind}: “${quote}”`),
        ]),
    ...(reading.doubted.length === 0
      ? []
      : [
          'Considered and left out, because little speaks for it:',
          ...reading.doubted.map(({ kind, quote, rule }) => `  ${kind}: “${quote}” (${rule})`),
        ]),
    ...(reading.recognised ?? []).map(
      ({ page, language, confidence, words, uncertain }) =>
        `Page ${page} was read from a picture (${language}, confidence ${confidence} of 100): ${uncertain} of ${words} words are uncertain. Compare it with the page.`,
    ),
    ...(reading.damaged.length === 0 ? [] : [`${reading.damaged.length} damaged places in the text.`]),
  ].join('\n');
}

export async function read(
  file: string,
  options: Common & ModelFlags & { lang?: string; published?: string; save?: string },
): Promise<void> {
  const model = modelFor(options);
  if (model !== null && options.save !== undefined)
    throw new Fault('usage-wrong', 'a workspace asks the model that its owner chose', {
      hint: 'Save first, then: habeas model DIR --read DOCUMENT.',
    });
  const bytes = await bytesOf(file);
  const fileName = file === '-' ? undefined : basename(file);
  const given = {
    ...(fileName === undefined ? {} : { fileName }),
    ...(options.lang === undefined ? {} : { lang: options.lang }),
    ...(options.published === undefined ? {} : { published: options.published }),
  };
  const reading = await readDocument(bytes, {
    ...given,
    name: fileName ?? '-',
    ...(model === null ? {} : { model }),
  });
  if (options.save !== undefined) {
    const { lang: language, ...rest } = given;
    const [{ addDocument }, { withWorkspace }] = await Promise.all([
      import('#workspace'),
      import('./session.ts'),
    ]);
    const added = await withWorkspace(options.save, options, ({ workspace, owner }) =>
      addDocument(workspace, owner, { ...rest, bytes, ...(language === undefined ? {} : { language }) }),
    );
    say(`Kept as document ${added.documentId}; ${added.proposals} proposals wait for a person.`, options);
  }
  if (options.json) return printJson(reading);
  await print(readingText(reading));
}
