/** Who may receive or publish findings. A missed rule is costly, so the formulas are wide; nothing said under it is kept. */
import type { Hit } from '../lexicon.ts';
import type { Draft, Scene } from '../scene.ts';
import { type KindRule, runRule } from './pattern-kinds.ts';

const FINDINGS =
  /\b(?:findings?|observations?|results?|recommendations?|reports?|conclusions?|what (?:it|they|we|delegates|she|he) (?:see|sees|saw|find|finds|found)|concerns|names|remarks|minutes|these|those|they|it)\b/i;

/** Who is under such a rule by mandate. */
const MONITOR =
  /\b(?:ICRC|Red Cross|Red Crescent|delegates?|delegations?|inspectors?|monitors?|committee|commission|rapporteurs?|panel|mechanism|organi[sz]ation|mission|observers?|experts?|ombuds\w+|committee's|subcommittee's?|judges?|laborator(?:y|ies)|doctors?)\b/i;

/** Papers that others keep to themselves. */
const OTHER_PAPERS =
  /\b(?:reports?|findings?|results?|records?) (?:on|of|about|from) the (?:harvest|budget|economy|merger|bank|company|contract|tender|exams?|audit|match|election|elections|crash|reactor)\b/i;

const rule: KindRule = { kind: 'confidentiality_rule', read };

/** Proposes confidentiality rules. */
export function confidentialityRules(scene: Scene): Draft[] {
  return runRule(rule, scene);
}

function read(hit: Hit, scene: Scene): Draft[] {
  const { guard, recipient: how } = hit.pattern.fields;
  const subject = scene.subjectBefore(hit.start);
  if (!scene.onTopic) return [];
  if (OTHER_PAPERS.test(scene.plain)) return [];
  if (guard === 'findings') {
    if (!FINDINGS.test(subject ?? '')) return [];
    if (
      !/\b(?:only|solely|exclusively|alone|confiden|first|bilateral|directly)\b/i.test(
        hit.words + scene.plain.slice(hit.end, hit.end + 12),
      )
    )
      return [];
  }
  if (
    guard === 'findings-near' &&
    !/\b(?:findings?|observations?|results?|recommendations?|reports?|conclusions?|visits?|delegates?|inspectors?|monitors?|commission|committee|ICRC|Red Cross|dialogue|testimon\w+|statements?|records?|names?|interviews?|mandate|minutes)\b/i.test(
      scene.plain,
    )
  )
    return [];
  if (guard === 'monitor' && !MONITOR.test(`${scene.plain} ${scene.before}`)) return [];
  if (
    guard === 'findings-near2' &&
    !(FINDINGS.test(scene.plain) || /\b(?:list|annex|documents?|sheet|notes)\b/i.test(scene.plain))
  )
    return [];
  const recipient =
    how === 'subj'
      ? subject
      : how === 'match'
        ? hit.words.replace(/ (?:alone|only)$/, '')
        : (hit.groups['recipient']?.words.trim() ?? null);
  const holder =
    /\b(International Committee of the Red Cross|ICRC|Red Cross|Subcommittee|Ombuds\w+|Commission|Committee)\b/i.exec(
      scene.plain,
    )?.[1] ?? null;
  return [
    scene.draft('confidentiality_rule', hit, { holder, recipient }, { subject: 'who may receive findings' }),
  ];
}
