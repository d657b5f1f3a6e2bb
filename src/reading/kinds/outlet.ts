/**
 * Newspapers, stations and agencies by their names: "the Ostry Gazette", "Radio Mole", "the weekly Le Relais",
 * "Norrland's television". Whatever verb stands beside them, their first mention tells a carrier; only the text's own
 * outlet is none, and neither is a ship or an inn of such a name.
 */
import type { Draft, Scene } from '../scene.ts';

const SUFFIX =
  'Times|Post|Herald|Tribune|Gazette|Courier|Examiner|Telegraph|Chronicle|Mercury|Mirror|Globe|Guardian|Dispatch|Echo|Argus|Sentinel|Tageblatt|Zeitung|Review|Inquirer|Advertiser|Clarion|Intelligencer|Independent|Observer|Journal|Radio|TV|Television|FM|Wire(?: Service)?|News(?: Agency)?|Broadcasting|Today|Press Agency';
const NAME = "\\p{Lu}[\\p{L}\\p{N}'-]*(?: (?:(?:of|the|de|la|le) )?\\p{Lu}[\\p{L}\\p{N}'-]*){0,3}";
/** Where a carrier stands whose name says nothing: in, on or by it something was told. */
const TOLD_IN =
  '(?:writes? in|wrote in|reported in|printed in|published in|appeared in|quoted in|carried in|carried by|printed by|quoted by|correspondent of|reporter from|reporter for|article in|piece in|interview with|according to|[Hh]eard on|seen in|read in|first in|was on|from|citing|quoting)';

const OUTLETS: readonly RegExp[] = [
  // "the Ostry Shipping Gazette", "Port Amal Star has reported"
  new RegExp(
    `(?<![\\p{L}'-])(?:[Tt]he |an? )?(?<name>(?:\\p{Lu}[\\p{L}'-]+ ){1,3}(?:${SUFFIX}))(?![\\p{L}'-]| \\p{Lu})`,
    'u',
  ),
  new RegExp(`\\b${TOLD_IN} (?<name>[Tt]he (?:${SUFFIX}))(?![\\p{L}'-]| \\p{Lu})`, 'u'),
  new RegExp(
    `(?<name>(?:\\p{Lu}[\\p{L}'-]+ ){1,3}(?:Star|Sun|Standard|Mail|Leader|Banner|Dawn|Messenger|Beacon|Recorder|Bulletin)) (?:has |had |also |first |this morning )*(?:reported|reports|wrote|writes|printed|prints|carried|carries|quoted|quotes|predicts|ran|runs)\\b`,
    'u',
  ),
  // "Radio Mole", "Channel Six"
  /(?<![\p{L}'-])(?<name>(?:Radio|Television|Channel) (?:\p{Lu}[\p{L}\p{N}'-]+|\d+)(?: \p{Lu}[\p{L}\p{N}'-]+)?)/u,
  // "the weekly Le Relais", "the station Ashmed-1", "portal 'Novar Today'"
  new RegExp(
    `(?<name>(?:newspaper|daily|weekly|monthly|magazine|news agency|news site|portal|website|(?<!(?:police|power|railway|train|bus|fire|petrol|metro|border|naval) )station|wire service|on the site|channel) ["'“‘]?${NAME})`,
    'u',
  ),
  // "Norrland's television", "a Keltish evening paper", "the Dunmore newspaper", "a rebel broadcast"
  /(?<name>(?:[Tt]he |[Aa]n? )?(?:(?!(?:The|An?|One|Its|Her|His|Their|Our|My|This|That|No|Another|Every|Army|State|Each|Local)\b)\p{Lu}[\p{L}-]+(?:'s)?|rebels?'?|enemy(?:'s)?|insurgents?'?|occupiers'|[Nn]ational) (?:state |national |public |own |evening |morning |army )?(?:television|newspaper|evening paper|morning paper|news agency|broadcaster|broadcast|news channel|wavelength|(?<=(?:'s|[Nn]ational|rebels?'?) )radio))(?![\p{L}'-]| (?:host|set|message|mast|operator|silence|contact|room|crew|van))/u,
];

/** What bears a name like that and carries nothing on, and doing of the outlet itself that is no report. */
const NO_OUTLET =
  /\b(?:trawler|ferry|ship|vessel|tanker|freighter|boat|barge|hulk|yacht|MV|MS|hotel|inn|caf[eé]|street|prison|regiment|checkpoint|told|tells|asked by|interviewed by|(?:editor|owner|founder|columnist|cartoonist|publisher|photographer)s? (?:of|for|at)) (?:the )?$/i;

/** Proposes the outlet a sentence names, if it is not the text's own. */
export function outlets(scene: Scene): Draft[] {
  const { plain, document } = scene;
  for (const expression of OUTLETS) {
    const found = expression.exec(plain);
    const name = found?.groups?.['name'];
    if (!found || name === undefined) continue;
    const at = found.index + found[0].indexOf(name);
    const bare = name.replace(/^(?:the|an?) /i, '');
    // "The Gazette adds": told of before; "QUESTION (Pillar News):": who asks.
    if (/^The \p{Lu}\S*$/u.test(name) && expression !== OUTLETS[1]) continue;
    if (plain[at - 1] === '(') continue;
    if (NO_OUTLET.test(plain.slice(0, found.index + found[0].indexOf(bare))) || isOwn(bare, document.header))
      continue;
    // A byline or a line of a table names whoever writes, not what is carried on.
    if (plain.length < bare.length + 12) continue;
    return [
      {
        kind: 'source_chain',
        start: scene.sentence.start + at,
        end: scene.sentence.start + at + name.length,
        rule: `outlet:${OUTLETS.indexOf(expression) + 1}`,
        cue: name,
        fields: { relation: 'reported_by', source: bare },
        modality: 'asserted',
        authorOnly: true,
        subject: 'carrier or origin',
      },
    ];
  }
  return [];
}

/** The outlet that publishes the text, by its whole name or by the last word of it. */
export function isOwn(name: string, header: { publisher: string | null; title: string | null }): boolean {
  const own = (header.publisher ?? '').toLowerCase();
  const said = name.toLowerCase();
  return (
    own !== '' && (own.includes(said) || said.includes(own) || own.endsWith(said.split(' ').at(-1) ?? '-'))
  );
}
