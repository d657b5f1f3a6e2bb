/**
 * From claims and rows to accounts of a person: what each is about, in which group it stands, and which of them cannot
 * hold beside each other. Pure. It says that accounts differ and never which of them is right.
 */
import type { Claim } from '#claim';
import type { When } from '#ground';
import { similarity } from '#names';
import type { Account, Group } from './shapes.ts';

/** Events by group; every other event is custody. */
const EVENT_GROUP: Readonly<Record<string, Group>> = Object.fromEntries([
  ...['TRAN', 'HOSP', 'HOSX', 'ISOL', 'ISOX'].map((code) => [code, 'place']),
  ...[
    'INTG',
    'CHRG',
    'REMD',
    'HEAR',
    'VERD',
    'SENT',
    'APPL',
    'APPR',
    'EXEC',
    'PARD',
    'COMM',
    'STAT',
    'STRK',
  ].map((code) => [code, 'legal']),
  ...['INJR', 'ILLN', 'BIRT'].map((code) => [code, 'health']),
  ...['DEAT', 'BODY', 'IDEN', 'RETN'].map((code) => [code, 'death']),
  ['SEEN', 'contact'],
]);

const STATE_GROUP: Readonly<Record<string, Group>> = {
  custody: 'custody',
  acknowledgement: 'custody',
  officials: 'custody',
  treatment: 'health',
  health: 'health',
  unsorted: 'health',
  proceeding: 'legal',
  'sign-of-life': 'contact',
};

const ATTRIBUTE_GROUP: Readonly<Record<string, Group>> = {
  holder: 'custody',
  detentionNumber: 'custody',
  lastSeenBy: 'contact',
  place: 'place',
  charges: 'legal',
  court: 'legal',
  caseNumber: 'legal',
  sentenceTerm: 'legal',
  counsel: 'legal',
  remainsLocation: 'death',
  causeOfDeath: 'death',
  vulnerability: 'health',
};

export function groupOfAttribute(field: string): Group {
  return ATTRIBUTE_GROUP[field] ?? 'identity';
}

/** What a claim comes to on a person's page. */
export interface Told {
  readonly group: Group;
  readonly code: string;
  readonly how: Account['how'];
  readonly when: When;
}

function howOf(claim: Claim): Account['how'] {
  if (claim.claimKind === 'question' || claim.claimKind === 'inquiry-outcome') return 'said';
  if (claim.value.kind !== 'said') return claim.value.kind;
  if (claim.modality === 'denies') return 'denied';
  const { value } = claim;
  const isNegative =
    ('polarity' in value && value.polarity === '-') || ('outcome' in value && value.outcome === 'denied');
  return isNegative ? 'denied' : 'said';
}

function place(claim: Claim): Pick<Told, 'group' | 'code'> & { readonly when?: When | undefined } {
  switch (claim.claimKind) {
    case 'attribute':
      return {
        group: groupOfAttribute(claim.field),
        code: `attribute:${claim.field}`,
        when: claim.value.kind === 'said' ? claim.value.when : undefined,
      };
    case 'label':
      return { group: 'labels', code: 'label' };
    case 'event': {
      if (claim.value.kind !== 'said') return { group: 'custody', code: 'event' };
      const { event, on } = claim.value;
      return { group: EVENT_GROUP[event] ?? 'custody', code: `event:${event}`, when: on };
    }
    case 'state': {
      if (claim.value.kind !== 'said') return { group: 'custody', code: 'state' };
      const { axis, code, from } = claim.value.state;
      return { group: STATE_GROUP[axis] ?? 'other', code: `state:${axis}:${code}`, when: from };
    }
    case 'contact':
      return claim.value.kind === 'said'
        ? { group: 'contact', code: `contact:${claim.value.channel}`, when: claim.value.madeAt }
        : { group: 'contact', code: 'contact' };
    case 'access':
      return claim.value.kind === 'said'
        ? { group: 'contact', code: `visit:${claim.value.visit}`, when: claim.value.on }
        : { group: 'contact', code: 'visit' };
    case 'evaluation':
      return { group: 'legal', code: 'evaluation' };
    case 'inquiry-outcome':
      return { group: 'questions', code: `inquiry:${claim.inquiry.outcome}`, when: claim.inquiry.sent };
    case 'question':
      return { group: 'questions', code: 'question' };
    default:
      return { group: 'other', code: claim.claimKind };
  }
}

/** Where a claim stands on the page of a person, and when what it says holds. */
export function toldBy(claim: Claim): Told {
  const { group, code, when } = place(claim);
  return { group, code, how: howOf(claim), when: when ?? claim.asOf };
}

/** Contacts that show that somebody lives; what was denied or did not come shows nothing. */
export function isSignOfLife({ code, how }: Pick<Account, 'code' | 'how'>): boolean {
  if (how !== 'said') return false;
  if (code === 'contact:NONE-C') return false;
  return /^(contact:|visit:|event:SEEN$|state:sign-of-life:)/.test(code);
}

/** Year, month and day as far as the words give them. */
function dayParts(words: string): readonly (number | null)[] | null {
  const iso = /^\D*(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\D*$/.exec(words);
  if (iso) return [iso[1], iso[2], iso[3]].map((part) => (part === undefined ? null : Number(part)));
  const dotted = /^\s*(\d{1,2}|_+)[./](\d{1,2}|_+)[./](\d{4})\s*$/.exec(words);
  if (dotted)
    return [dotted[3], dotted[2], dotted[1]].map((part) => (/^\d+$/.test(part ?? '') ? Number(part) : null));
  const short = /^\s*(\d{1,2})[./](\d{4})\s*$/.exec(words);
  return short ? [Number(short[2]), Number(short[1]), null] : null;
}

/** How alike two words for a place or a rank must be to count as one. */
const SAME_WORDS = 0.78;

/** Whether two wordings of one attribute cannot both hold as written. */
export function wordsDiffer(a: string, b: string): boolean {
  const [left, right] = [dayParts(a), dayParts(b)];
  if (left && right) return left.some((part, at) => part !== null && right[at] != null && part !== right[at]);
  const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
  const [one, other] = [fold(a), fold(b)];
  if (one === '' || other === '' || one.includes(other) || other.includes(one)) return false;
  return similarity(a, b) < SAME_WORDS;
}

type Compared = Pick<Account, 'code' | 'how' | 'words' | 'when' | 'aside'>;

/** Two days or spans that have no day in common. */
function areApart(a: Compared['when'], b: Compared['when']): boolean {
  const isDay = (day: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(day);
  if (!a || !b || ![a.from, a.to, b.from, b.to].every(isDay)) return false;
  return a.to < b.from || b.to < a.from;
}

/** Events that happen to a person more than once, so that two dates are two events. */
const AGAIN =
  /^(event:(SEEN|TRAN|HEAR|ISOL|ISOX|HOSP|HOSX|INTG|REMD|ILLN|INJR)|contact|visit|state:health|state:treatment|inquiry|question)/;

/** Whether two accounts cannot both hold. Rows that came to no value never differ. */
export function differ(a: Compared, b: Compared): boolean {
  if (a.aside || b.aside) return false;
  const voiced = (one: Compared): boolean => one.how === 'said' || one.how === 'denied';
  if (!voiced(a) || !voiced(b)) return false;
  const axis = (code: string): string => code.split(':').slice(0, 2).join(':');
  if (axis(a.code) !== axis(b.code)) return false;
  if (a.how !== b.how) return !AGAIN.test(a.code);
  if (a.how === 'denied') return false;
  if (a.code.startsWith('state:custody') || a.code.startsWith('state:acknowledgement'))
    return a.code !== b.code && !areApart(a.when, b.when);
  if (a.code === 'label') return wordsDiffer(a.words, b.words);
  if (a.code.startsWith('attribute:')) return wordsDiffer(a.words, b.words);
  return a.code.startsWith('event:') && !AGAIN.test(a.code) && areApart(a.when, b.when);
}

/** The same accounts with `differs` set. */
export function compared<T extends Compared>(accounts: readonly T[]): (T & { differs: boolean })[] {
  return accounts.map((account, at) => ({
    ...account,
    differs: accounts.some((other, also) => also !== at && differ(account, other)),
  }));
}
