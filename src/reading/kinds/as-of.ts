/**
 * The day on which a figure holds, and the period it covers: only where the text says so, never the day of
 * publication. A date belongs to a figure as its day if the words say so ("as of", "by", "status:") or if the clause
 * tells a state and not an event: "on 1 March there were 17", but not "on 1 March 17 were arrested".
 * Values are EDTF (ISO 8601-2), as the project's reading contract has them.
 */
import type { DateMention } from '../dates.ts';
import type { Scene } from '../scene.ts';
import type { Span } from '../segment.ts';

const EVENT =
  '(?:arrest(?:ed|s)?|captured?|seized?|releas(?:ed|es|e)|freed|abducted|kidnapped|taken|took|killed|died|executed|exchanged|swapped|transferred|moved|handed|sentenced|charged|convicted|rounded|brought|sent|flown|returned|escaped|disappeared|vanished|went missing|detained|surrendered|picked up|fell|boarded|sank|crossed|seen|spotted|sighted|visited|met|beaten|tortured|tried|shown|identified|found|located|exhumed|buried|interviewed|questioned|injured|born|founded|signed)';
const STATE =
  /\b(?:(?:is|are|was|were) (?:[\w'-]+ ){0,2}?(?:held|in|at|behind|missing|unaccounted|kept|listed|registered|under|imprisoned|jailed|interned|there|aware|alive|inside|\d)|being (?:held|detained|kept)|there (?:is|are|was|were)|held|holds?|holding|remain(?:s|ed|ing)?|g[ia]ves?|stood at|stands at|stand at|numbered|numbers|totall?ed|contained|had|has|counted|counts|recorded|knew of|knows of|numbering|listed|lists|shows?|showed|aware of|in (?:custody|detention|prison|jail|captivity|solitary|hospital)|missing|population|number of|(?:captives|detainees|prisoners|missing) \()/i;
const PASSIVE = new RegExp(
  `\\b(?:was|were|been|be|got|have|has|had) (?:[\\w'-]+ly |then |also |all )?${EVENT}\\b`,
  'i',
);
const ACTIVE_BEFORE = new RegExp(`\\b${EVENT}(?: up| over)?(?: [\\w'-]+){0,3} $`, 'i');
/** What may stand before a date at the head of a sentence and make it the day of a state. */
const ANCHOR =
  /^[\s([{]*(?:[A-Z]: )?(?:(?:at (?:the )?last count|at (?:the )?(?:evening |morning )?roll[- ]call|on the (?:day|eve|morning|evening) of|at the (?:time|moment|start|end|outbreak|signing) of|on the (?:day|eve|morning|evening) of|when|by the time(?: of)?)\b[^.;"]{0,70}|\(?[a-z0-9]{1,3}[.)] ?|currently|the)?[\s,]*$/i;
/** What a heading calls a figure of those held on a day. */
const STATE_HEAD =
  /\b(?:held|count|tally|total|number|prisoners?|detainees?|inmates|captives|hostages|missing|in custody|population|status|strength)\b/i;
/** Words that tie a date to something else than the figure. */
const ELSEWHERE =
  /\b(?:over|after|following|from|since|for|about|protests?|raids?|battles?|clash(?:es)?|attacks?|when|who|whom|which|that|but|because|where|born|letter|law|decree|of)\b/i;

/** The day a figure holds and its period; `core` is the figure with its noun, in positions of the sentence. */
export function times(
  scene: Scene,
  core: Span,
  clause: Span,
): { asOf: string | null; period: string | null } {
  let asOf: string | null = null;
  let period: string | null = null;
  for (const date of scene.dates) {
    const leading = date.end <= core.start && ANCHOR.test(scene.plain.slice(0, date.start));
    const inside = date.start >= clause.start - 1 && date.end <= clause.end + 1;
    // "300 were arrested in May, 40 of whom remain in custody": the time is that of the whole.
    if (
      date.role === 'at' &&
      date.end < core.start &&
      OF_WHOM.test(scene.plain.slice(core.start, core.end + 12))
    )
      continue;
    if (!inside && !leading && date.role !== 'as_of' && !bracketed(scene.plain, date, core)) continue;
    if (date.role === 'at' && date.edtf && isSince(scene.plain.slice(Math.max(0, clause.start), date.start)))
      period = date.edtf.includes('/') ? date.edtf : `${date.edtf}/..`;
    else if (isOthers(scene, date, core)) continue;
    else if (date.role === 'as_of' || headed(scene.plain, date, core)) asOf = date.edtf;
    else if (isOfList(scene.plain, date, core)) asOf ??= date.edtf;
    else if (date.role === 'by' || date.role === 'until') asOf ??= date.edtf;
    else if (date.role === 'since' && date.edtf)
      period = date.edtf.includes('/') ? date.edtf : `${date.edtf}/..`;
    else if (date.role === 'between') period = date.edtf;
    else if (date.role === 'at' && holdsOn(scene, date, { core, clause, leading })) asOf ??= date.edtf;
    else if (
      date.role === 'at' &&
      date.edtf &&
      !/^\d{4}-\d\d-\d\d$/.test(date.edtf) &&
      !date.edtf.includes('/')
    )
      period ??= withNext(scene, date, date.edtf);
  }
  return { asOf, period };
}

const OF_WHOM = /\bof whom\b/i;

/** "in 2018 and 2019", "in May and June 2029": two years or months that follow each other are one period. */
function withNext({ plain, dates }: Scene, date: DateMention, edtf: string): string {
  const next = /^ and (?<year>(?:19|20)\d\d)(?!\d)/.exec(plain.slice(date.end))?.groups?.['year'];
  if (/^\d{4}$/.test(edtf) && next !== undefined && edtf < next) return `${edtf}/${next}`;
  const month = dates.find(
    (other) => other.start > date.end && plain.slice(date.end, other.start) === ' and ',
  );
  const end = month?.edtf ?? '';
  return /^\d{4}-\d\d$/.test(edtf) && /^\d{4}-\d\d$/.test(end) && edtf < end ? `${edtf}/${end}` : edtf;
}

/** "since the rallies began on 29 August": the period begins with an event whose day is told. */
function isSince(before: string): boolean {
  return /\bsince (?:[\w'-]+ ){1,10}$/i.test(before);
}

/** "19 of the 57, which brings the total to 1,206 as of 30 May": the day is that of the figure nearer to it. */
function isOthers(scene: Scene, date: DateMention, core: Span): boolean {
  return scene.figures.some(
    (other) =>
      other.start >= core.end &&
      other.end <= date.start &&
      /[;:–]|, which\b/.test(scene.plain.slice(core.end, other.start)),
  );
}

/** "Our count (6 May): 77", "Held on 1 January: 64": the day stands in the heading of the figure. */
function headed(plain: string, date: DateMention, core: Span): boolean {
  if (date.edtf === null || !/^\d{4}-\d\d(?:-\d\d)?$/.test(date.edtf)) return false;
  const head = plain.slice(0, date.start);
  const isHead = date.role === 'at' && date.end <= core.start && /^\)?: /.test(plain.slice(date.end));
  return isHead && STATE_HEAD.test(head) && !PASSIVE.test(head);
}

/** "The register of 20 May gives 1,322", "the list, dated 20 May, has": the day of a list is that of its figures. */
function isOfList(plain: string, date: DateMention, core: Span): boolean {
  if (date.end > core.start || !/^\d{4}-\d\d-\d\d$/.test(date.edtf ?? '')) return false;
  return (
    /\b(?:registers?|lists?|returns?|rolls?|roll[- ]call|counts?|tally|census|table|bulletin|status report|strength report),? (?:of|for|on|dated|as of|from)? ?$/i.test(
      plain.slice(0, date.start),
    ) &&
    /^,? (?:(?:alone|itself|still) )?(?:[\w'-]+ )?(?:gives?|gave|has|had|shows?|showed|lists?|listed|names?|named|contain(?:s|ed)|counts?|counted|puts?|speaks?|enters?|entered|there (?:are|were)|holds?|held|makes?|made)\b/.test(
      plain.slice(date.end),
    )
  );
}

/** "26 soldiers are held (15 April 2024)": a date in brackets of its own, near the figure. */
function bracketed(plain: string, date: DateMention, core: Span): boolean {
  const own = plain[date.start - 1] === '(' && plain[date.end] === ')';
  return own && Math.min(Math.abs(date.start - core.end), Math.abs(core.start - date.end)) < 40;
}

/** True if the figure is told as a state on that date. */
function holdsOn(
  scene: Scene,
  date: DateMention,
  place: { core: Span; clause: Span; leading: boolean },
): boolean {
  const { core, clause, leading } = place;
  const { plain } = scene;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(date.edtf ?? '');
  if (!isDay && !(leading && /^\d{4}-\d\d$/.test(date.edtf ?? ''))) return false;
  const from = leading ? date.end : Math.min(clause.start, core.start);
  const before = plain.slice(from, core.start);
  const after = plain.slice(core.end, Math.max(clause.end, core.end));
  if (PASSIVE.test(after) || PASSIVE.test(before) || ACTIVE_BEFORE.test(before)) return false;
  const told = plain.slice(from, Math.max(clause.end, core.end));
  if (leading && isDay && before.trim() === ',' && after.trim().length < 2) return true;
  if (!STATE.test(told)) return false;
  if (leading || bracketed(plain, date, core)) return true;
  if (date.start < core.end) return false;
  const between = plain.slice(core.end, date.start);
  // "(20 March, page 1)": where it was printed.
  if (/\([^)]*$/.test(between) && plain[date.end] !== ')') return false;
  return between.length <= 60 && !ELSEWHERE.test(between) && !new RegExp(`\\b${EVENT}\\b`, 'i').test(between);
}
