/**
 * May this text be shown to a model? Decided before a byte of it leaves, from what is recorded of the document and from
 * how it presents itself. When in doubt the answer is no: the rules read it all the same. Asked by read-document.ts and
 * by the answer `model`, and by nobody else.
 */
import { OPEN_COMPARTMENT, type Handling } from '#claim';
import { firewall } from '#disclosure';
import type { Reach } from '#reading';

/** Caveats under which a text stays where it is, whatever its label. */
const KEPT_IN = [
  'ICRC',
  'SOURCE',
  'COUNSEL',
  'MINOR',
  'MED',
  'SV',
  'DEATH-PENDING',
  'NEGO',
  'EXILE',
  'EMBARGO',
  'NOEXPORT',
];
/** Documents that tell who spoke, unless they were issued to everyone. */
const PRIVATE_KINDS = ['letter', 'notes', 'recording', 'record', 'image', 'reply'];
/** Publishers whose papers, unless issued to everyone, are a person's own word. */
const PRIVATE_PARTIES = ['family', 'person', 'lawyer', 'humanitarian', 'unnamed'];

export interface Shown {
  readonly handling: Handling;
  readonly isPublic: boolean;
  /** Code of the list DK. */
  readonly kind: string;
  /** Code of the list PK, where the publisher is registered. */
  readonly publisherKind: string | null;
  /** The publisher carries a confidential channel. */
  readonly isChannel: boolean;
  readonly title: string | null;
  readonly text: string;
}

export type MayShow =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: 'sealed' | 'caveat' | 'label' | 'not-public' | 'private-kind' | 'channel' | 'witness';
    };

/** How a witness's own account heads itself, in the languages we meet. */
const WITNESS =
  /\b(?:witness(?:es)?['’]?s? (?:statement|account|testimony|interview|protocol)|statement of (?:a |the )?witness|testimony of|affidavit|sworn statement|interview with (?:a |the )?(?:witness|survivor|former (?:prisoner|detainee|captive))|debrief(?:ing)?)\b|показани\p{L}* свидетел|протокол допроса|объяснени\p{L}* потерпевш|свідчення|վկայի ցուցմունք|ցուցմունք|şahid(?:in)? ifadə|شهادة (?:ال)?شاهد|إفادة|t[ée]moignage d|d[ée]claration sous serment|declaraci[óo]n (?:jurada|del testigo)|testimonio d/iu;
/** How a delegate's paper or a talk with one heads itself. */
const DELEGATE =
  /\b(?:(?:ICRC|CICR|Red Cross|Red Crescent)\b[^\n]{0,40}\bdelegat|delegat\w*\b[^\n]{0,40}\b(?:ICRC|CICR|Red Cross|Red Crescent)\b)|(?:МККК|Красн\p{L}+ Крест\p{L}*)[^\n]{0,40}делегат|делегат\p{L}*[^\n]{0,40}(?:МККК|Красн)|ԿԽՄԿ[^\n]{0,40}պատվիրակ/iu;
/** Headings stand at the front. */
const HEAD = 600;

/** True if the head of a text presents it as a witness's account, or as coming from a delegate. */
function presentedAs(title: string | null, text: string): 'witness' | 'channel' | null {
  const head = `${title ?? ''}\n${text.slice(0, HEAD)}`;
  if (DELEGATE.test(head)) return 'channel';
  return WITNESS.test(head) ? 'witness' : null;
}

/** Decides by the record: compartment, caveats, label, kind and publisher, then by how the text presents itself. */
export function mayShow(document: Shown, reach: Reach): MayShow {
  const { handling, isPublic } = document;
  const no = (reason: (MayShow & { ok: false })['reason']): MayShow => ({ ok: false, reason });
  if (handling.compartment !== OPEN_COMPARTMENT) return no('sealed');
  if (document.isChannel && !isPublic) return no('channel');
  if (handling.caveats.some((caveat) => KEPT_IN.includes(caveat))) return no('caveat');
  if (handling.tlp === 'TLP:RED' || handling.tlp === 'TLP:AMBER+STRICT') return no('label');
  // A machine elsewhere is a third party: it gets what everyone could have had.
  if (reach !== 'loopback' && (!isPublic || handling.tlp !== 'TLP:CLEAR')) return no('not-public');
  if (!isPublic && PRIVATE_KINDS.includes(document.kind)) return no('private-kind');
  if (!isPublic && PRIVATE_PARTIES.includes(document.publisherKind ?? '')) return no('witness');
  return mayShowText(document.title, document.text);
}

/** Decides by the text alone: for a file that is in no workspace. */
export function mayShowText(title: string | null, text: string): MayShow {
  if (!firewall(text, []).pass) return { ok: false, reason: 'channel' };
  const presented = presentedAs(title, text);
  return presented === null ? { ok: true } : { ok: false, reason: presented };
}

/** The reason in a sentence, without a word of the document. */
export const WHY_NOT: Readonly<Record<(MayShow & { ok: false })['reason'], string>> = {
  sealed: 'the document is in a sealed compartment',
  caveat: 'a caveat of the document keeps it here',
  label: 'the label of the document keeps it here',
  'not-public': 'the model is not on this machine, and the document is not public',
  'private-kind': 'a document of this kind may tell who spoke',
  channel: 'the document comes from, or reports, a confidential humanitarian channel',
  witness: 'the document is a person’s own account',
};
