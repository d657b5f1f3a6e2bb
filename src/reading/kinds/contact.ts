/** Contact of persons held with families and lawyers: exists, absent, reduced, last. */
import { isAsked, isNorm, isHypothetical } from '../guards.ts';
import type { Hit } from '../lexicon.ts';
import type { Draft, Scene } from '../scene.ts';
import { isEveryday } from './everyday.ts';
import { type KindRule, runRule } from './pattern-kinds.ts';

const RELATED =
  /\b(?:famil|relatives?|wife|wives|husband|mother|father|parents?|brother|sister|son|daughter|lawyers?|counsel|home|prison|camp|captiv|detain|cell|jail|custody|prisoner|hostage|inmate|he|she|him|her|them|they)\w*\b/i;
const CHANNELS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:phone|call|calls|called|telephone|rang|ring|rings|telephoned|phoned|hotline)\b/i, 'call'],
  [
    /\b(?:letters?|e-?mails?|emails?|postcards?|wrote|write|writing|written|correspondence|cards?)\b/i,
    'letter',
  ],
  [/\b(?:messages?|texts?|texted|voice notes?|notes?|messaged)\b/i, 'message'],
  [/\bvideos?\b/i, 'video'],
  [/\b(?:visits?|visited|see|saw|seen|meet|met|meetings?)\b/i, 'visit'],
];

const KIN =
  /\b(?:famil(?:y|ies)|relatives?|wife|wives|husband|mother|father|parents|brother|sister|son|daughter|widow|cousin|uncle|aunt|grandmother|fiancée?|loved ones|next of kin|home)s?\b/i;
const HELD =
  /\b(?:him|her|them|he|she|they|prisoners?|detainees?|captives?|inmates?|hostages?|the men|camp|prison|cell|his|my|our|soldiers?|sons?|husbands?)\b/i;

/** Words of a place where contact is measured out. */
const WATCHED =
  /\b(?:famil(?:y|ies)|relatives?|guards?|warders?|listening|censor\w*|telephones?|letters?|parcels?|inmates?|wardens?)\b/i;

/** "have had no contact": whatever the row says, the words say there is none. */
/** "His last letter had reached them in February", "the only word she has had". */
const LAST =
  /\b(?:last|final|only) (?:[\w'-]+ ){0,3}?(?:calls?|letter|message|contact|visit|video|postcard|card|text|note|word|sign|time|line|parcel)\b(?! (?:a|per|every|each)\b)|\b(?:had|have|has) last (?:heard|spoken|seen|written)\b|\blast (?:time|heard|spoke|wrote|rang|called)\b|\ball (?:she|he|they|we|I) (?:has|have|had) (?:had|got|received)\b/i;
const NEGATED =
  /\b(?:had|has|have|been|with|is|are|was|were) (?:[\w'-]+ )?no (?:[\w'-]+ )?(?:contact|calls?|letters?|news|word|communication)|(?:\b(?:not|never|without)|n't) (?:[\w'-]+ ){0,3}?(?:contact|heard|spoken|spoke|call|write|written|news)\b/i;

/** Who is cut off, where the passage is about persons held and names them only as people. */
const NONE =
  /\b(?:nobody|no one|none|nothing|wom[ae]n|m[ae]n|boys|girls|block|wing|ward|officers|sailors|crew|the (?:others?|rest|remaining)|I|we|us)\b/i;

/** The one who speaks waits at home, or is held. */
const OWN = /\b(?:I|we|my|our)\b/;

const rule: KindRule = { kind: 'contact', distinct: 'polarity', unless: isEveryday, read };

/** Proposes contact claims. */
export function contacts(scene: Scene): Draft[] {
  return runRule(rule, scene);
}

function read(hit: Hit, scene: Scene): Draft[] {
  const { polarity: said = 'exists', guard, channel } = hit.pattern.fields;
  if (isAsked(scene, hit.start)) return [];
  const clause = scene.clause(hit.start, hit.end);
  const text = scene.plain.slice(clause.start, clause.end);
  if (!scene.onTopic || isNorm(scene, { start: clause.start, end: hit.end }) || isHypothetical(scene, clause))
    return [];
  if (!RELATED.test(text) && !RELATED.test(scene.before) && !(said === 'absent' && NONE.test(text)))
    return [];
  if (
    /\bcall(?:s|ed)? (?:them|him|her|it|these|those|the)\b/i.test(scene.plain.slice(hit.start, hit.end + 10))
  )
    return [];
  if (/\b(?:us|me|our|this newspaper|newsroom)\b/i.test(hit.words) && !KIN.test(scene.plain)) return [];
  if (
    /\b(?:detective|officer|official|commandant|minister|spokes\w+|colonel|general)\b/i.test(
      scene.subjectBefore(hit.start) ?? '',
    ) &&
    !/not|refus|den/i.test(text)
  )
    return [];
  if (
    /\b(?:we|I) (?:[\w'-]+ ){0,2}?(?:telephoned|phoned|wrote|called|rang|e-?mailed|asked|contacted)\b/.test(
      text,
    )
  )
    return [];
  const negated = said === 'exists' && NEGATED.test(scene.plain.slice(clause.start, hit.end));
  const told = said === 'exists' && !negated && LAST.test(text) ? 'last' : said;
  const polarity = told === 'auto' || negated ? (scene.polarityOf('contact', text) ?? 'exists') : told;
  if (guard === 'broad' && !(KIN.test(text) && HELD.test(text))) return [];
  if (
    guard === 'held-near' &&
    !(KIN.test(scene.plain) || HELD.test(scene.plain) || WATCHED.test(`${scene.plain} ${scene.before}`))
  )
    return [];
  if (
    guard === 'kin-or-him' &&
    !(KIN.test(scene.plain) || /\b(?:him|her|them|prisoner|detainee|captive|inmate)s?\b/i.test(scene.plain))
  )
    return [];
  // "Ulf Tarn met her in Lisse": somebody met somebody, and nobody waits at home.
  if (guard === 'kin' && !(KIN.test(scene.plain) || OWN.test(text))) return [];
  if (
    guard === 'broad' &&
    /\b(?:ministr|prosecut|author|office|command|government|court|embassy|petition|question|request|complain)/i.test(
      text,
    )
  )
    return [];
  if (
    /\b(?:minist(?:ry|er)|prosecutor|authorit|embassy|spokes|government|press office|reporters?|journalists?|newspaper|newsroom|our (?:questions?|requests?|letters?|calls?))/i.test(
      text,
    ) &&
    !/\b(?:famil|relatives|wife|mother|husband|prisoners?|detainees?|captives?|son|daughter)/i.test(text)
  )
    return [];
  if (
    /\b(?:ICRC|Red Cross|ombuds|inspectors?|monitors?|delegates|UN|observers)\b/.test(text) &&
    !/\b(?:famil|relatives|letters?|calls?|messages?)/i.test(text)
  )
    return [];
  if (
    guard === 'contact' &&
    /\b(?:questions?|requests?|petitions?|complaints?|applications?|reply|answer|invoice|summons)\b/i.test(
      hit.words,
    )
  )
    return [];
  const channels =
    channel ??
    (CHANNELS.filter(([expression]) => expression.test(text))
      .map(([, name]) => name)
      .join(', ') ||
      null);
  return [
    scene.draft(
      'contact',
      hit,
      { polarity, channel: channels, date: scene.dateNear(hit) },
      { subject: 'contact of persons held' },
    ),
  ];
}
