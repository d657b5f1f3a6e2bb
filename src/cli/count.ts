/** Prints the six answers to "how many are held?": who says what, documented, acknowledged, not, forced, estimated. */
import type { BoundsView, ForcedView, HowMany, SaidRow, StrataTest, WhenView } from '#workspace';
import { table } from './table.ts';

const KIND: Readonly<Record<SaidRow['kind'], string>> = {
  said: 'says',
  denied: 'denies',
  unknown: 'says it is not known',
  refused: 'refused',
  'declined-by-mandate': 'declined by mandate',
  silence: 'no answer',
  unreachable: 'could not be reached',
  referred: 'referred elsewhere',
  withheld: 'withheld',
};

const IN_SCOPE: Readonly<Record<NonNullable<SaidRow['inScope']>, string>> = {
  same: 'about the people asked about',
  part: 'about some of the people asked about',
  more: 'about more people than asked about',
  open: 'not settled whether about the people asked about',
};

const SEASON: Readonly<Record<string, string>> = {
  '21': 'spring',
  '22': 'summer',
  '23': 'autumn',
  '24': 'winter',
};

function whenWords(when: WhenView | null): string {
  if (when === null) return 'not stated';
  if (when.basis === 'inherited') return `not stated; text of ${when.edtf ?? when.to}`;
  // A season's code looks like a month that does not exist.
  const [, year, code] = /^(\d{4})-(2[1-4])$/.exec(when.edtf ?? '') ?? [];
  const season = code === undefined ? undefined : `${SEASON[code]} ${year}`;
  const read = season ?? when.edtf ?? `${when.from} to ${when.to}`;
  return when.from === when.to ? when.from : `${read} (${when.from} to ${when.to})`;
}

function answerWords(row: SaidRow): string {
  const many = row.addressees === null ? '' : ` (${row.addressees} asked)`;
  if (row.readAs !== null) return row.kind === 'denied' ? `denies: ${row.readAs}` : row.readAs;
  return KIND[row.kind] + many;
}

function acknowledgedLines({ acknowledged }: HowMany): string[] {
  const {
    acknowledged: yes,
    notAcknowledged: no,
    silentYear,
    unsettled,
    notRecorded,
    steps,
    rule,
  } = acknowledged;
  return [
    `Acknowledged by the holder, by name: ${yes.persons}.`,
    `Documented and not acknowledged: ${no.persons}; the last recorded sign of life of ${silentYear.persons} of them is more than a year old.`,
    ...steps.map(({ code, means, persons }) => `  ${code} ${persons}: ${means}`),
    ...(unsettled.persons === 0
      ? []
      : [`  ${unsettled.persons} acknowledged and denied as of the same day.`]),
    `  ${notRecorded.persons} documented persons of whom nothing is recorded about acknowledgement.`,
    `  ${rule}`,
  ];
}

function forcedLines(indent: string, found: ForcedView): string[] {
  if (found.outcome === 'bounds') return [`${indent}${found.words}. ${found.sentence}`];
  return [
    `${indent}${found.sentence}`,
    ...found.conflicts.map(({ words }) => `${indent}  cannot hold together: ${words}`),
    ...found.positions.map(
      ({ words, holds, leavesOut }) =>
        `${indent}  position: ${words}, if one takes ${holds.words || 'nothing'} and leaves out ${leavesOut.words}`,
    ),
  ];
}

/** A view with what it forces, as lines of text. */
export function viewLines(view: BoundsView): string[] {
  const signed =
    view.signedBy === null ? ', which nobody has signed' : `, signed ${view.at ?? ''}: ${view.reason ?? ''}`;
  return [
    `  Under “${view.name}”${signed} (${view.claims} figures of ${view.origins} origins):`,
    ...view.assumptions.map((words) => `    ${words}`),
    ...view.groups.flatMap(({ words, size, notAcknowledged }) => [
      `    ${words}:`,
      ...forcedLines('      ', size),
      ...(notAcknowledged === null
        ? []
        : ['      of them not acknowledged:', ...forcedLines('        ', notAcknowledged)]),
    ]),
    ...(view.withProbableLinks === null
      ? []
      : [
          `    With probable links too, ${view.withProbableLinks.documentedFloor} persons instead of ${view.documentedFloor}:`,
          ...view.withProbableLinks.groups.flatMap(({ words, size }) => [
            `      ${words}:`,
            ...forcedLines('        ', size),
          ]),
        ]),
    ...(view.unused.length === 0
      ? []
      : ['    Not used:', ...view.unused.map(({ because }) => `      ${because}`)]),
  ];
}

function boundsLines({ bounds }: HowMany): string[] {
  if (bounds.because !== null) return [`What the figures force together: not computed; ${bounds.because}.`];
  const views = [...(bounds.asIf === null ? [] : [bounds.asIf]), ...bounds.views];
  return ['What the figures force together:', ...views.flatMap(viewLines)];
}

const percent = (share: number): string => `${Math.round(1_000 * share) / 10} %`;

function linkageLines({ linkage, notPooled, report }: HowMany['estimate']): string[] {
  if (notPooled !== null) return [`  ${notPooled}.`];
  if (linkage === null) return [];
  return [
    `  Pooled over ${linkage.draws} draws of who is who; ${linkage.decided} decisions of people hold in all of them.`,
    ...linkage.pairs.map(
      ({ lists, joined, missed, wrong }) =>
        `    ${lists.join(' and ')}: ${joined} pairs joined; of true pairs ${percent(missed.mean)} may be missed (±${percent(missed.sd)}), of joined pairs ${percent(wrong.mean)} may be wrong (±${percent(wrong.sd)}).`,
    ),
    ...(report?.linkageMisses ?? []).map(
      ({ lists, fewer, more }) =>
        `    ${lists.join(' and ')}: with one standard error fewer missed the log-linear estimate is ${Math.round(fewer)}, with one more ${Math.round(more)}.`,
    ),
  ];
}

function strataLine({ by, parts, total }: StrataTest): string {
  const shown = parts.map(
    ({ n, point }) => `${n} documented, ${point === null ? 'no estimate' : Math.round(point)}`,
  );
  const sum = total === null ? 'no total, a part carries no estimate' : `${Math.round(total)} in all`;
  return `  By ${by}, each part alone: ${shown.join('; ')}; ${sum}.`;
}

function estimateLines({ estimate }: HowMany): string[] {
  const { report, because, merged, unnamed } = estimate;
  const head = 'Those on no list, estimated:';
  if (report === null) return [`${head} none; ${because ?? ''}.`];
  const refused = report.rules.filter(({ outcome }) => outcome === 'refuse');
  return [
    report.headline === null ? `${head} none; ${because ?? ''}.` : `${head} ${report.headline.sentence}`,
    ...refused.map(({ id, title, reason }) => `  ${id} ${title} refuses: ${reason}`),
    ...linkageLines(estimate),
    ...(report.selfTests?.strata ?? []).map(strataLine),
    ...merged.map((lists) => `  ${lists.length} lists of one origin were merged.`),
    ...(unnamed === 0 ? [] : [`  ${unnamed} rows without a name cannot be linked and are left out.`]),
  ];
}

/** The whole answer as text; `width` in characters. */
export function countText(answer: HowMany, width: number): string {
  const rows = answer.rows.map((row) => [
    row.speaker.state === 'unresolved' ? 'speaker not certain' : row.speaker.name,
    `“${row.words}”`,
    answerWords(row),
    whenWords(row.asOf) + (row.inScope === null ? '' : `; ${IN_SCOPE[row.inScope]}`),
    `${row.documentTitle}${row.passage.damaged ? ' (damaged text)' : ''}${row.asker === null ? '' : `; asked by ${row.asker}`}`,
  ]);
  const { documented, asKnown } = answer;
  const parts = [
    `${answer.question.words}\n`,
    rows.length === 0
      ? 'Nobody has said a number yet. Accept a proposal, or record a claim by hand.\n'
      : table(
          [
            { heading: 'who', share: 20 },
            { heading: 'in whose words', share: 32 },
            { heading: 'read as', share: 16 },
            { heading: 'as of', share: 14 },
            { heading: 'where it stands', share: 22 },
          ],
          rows,
          width,
        ),
    ...(answer.elsewhere.length === 0
      ? []
      : [
          `Not in this table: ${answer.elsewhere.map(({ measure, claims, because }) => `${claims} about ${because === 'measure' ? measure : because === 'time' ? 'another time' : 'other people'}`).join(', ')}.`,
        ]),
    `Documented by name: ${documented.persons} persons, from ${documented.records} rows of ${documented.lists} lists; ${documented.twoSources} of them by two independent sources or more.`,
    ...(documented.scope === null
      ? []
      : [
          `  ${documented.scope.notSaid.persons} more of whom nothing is recorded about this scope, ${documented.scope.otherWords.persons} more recorded in other words; neither is counted here.`,
        ]),
    ...documented.byList.map(({ name, publisher, records }) => `  ${records} rows: ${name} (${publisher})`),
    `  ${documented.rule}`,
    ...(documented.unnamed === 0
      ? []
      : [`  ${documented.unnamed} rows without a name are kept and document nobody by name.`]),
    '',
    ...acknowledgedLines(answer),
    '',
    ...boundsLines(answer),
    '',
    ...estimateLines(answer),
    ...(answer.undecided === 0
      ? []
      : [
          '',
          `${answer.undecided} proposals about numbers wait for a person and are not part of this answer.`,
        ]),
    ...answer.leftOut.map(({ because, claims }) => `${claims} left out: ${because}`),
    '',
    `As known ${asKnown.at}${asKnown.past ? ' (a past moment)' : ''}; ledger of ${asKnown.size} entries, head ${asKnown.head.slice(0, 16)}.`,
  ];
  return parts.join('\n');
}
