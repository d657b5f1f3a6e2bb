/**
 * Questions put to anyone about persons held, and what became of them: silence, refusal, unreachable, part of an
 * answer. One proposal per addressee. The text's own questions are the author's claims, whoever was asked.
 */
import type { Modality } from '../contract.ts';
import { withTurnBefore } from '../denial.ts';
import { isParty } from '../guards.ts';
import type { Hit } from '../lexicon.ts';
import type { Draft, Scene } from '../scene.ts';
import { askedBy, fitsGuard, nameBehind, OWN_GUARDS } from './asked.ts';
import { askedFrames } from './asked-frames.ts';
import { isEveryday } from './everyday.ts';
import { overlap, runRule, type KindRule } from './pattern-kinds.ts';

const MODALITY: Readonly<Record<string, Modality>> = {
  no_response: 'no_response',
  unreachable: 'no_response',
  refused: 'refused',
};

interface Addressee {
  readonly words: string | null;
  /** Position in the sentence from which the quote for this addressee runs. */
  readonly from: number;
}

const rule: KindRule = { kind: 'inquiry', distinct: 'addressee', unless: isEveryday, read };

/** Proposes inquiries. */
export function inquiries(scene: Scene): Draft[] {
  const told = runRule(rule, scene);
  const all = told.length > 0 || !scene.onTopic ? told : askedFrames(scene);
  if (all.length === 0) return all;
  // One after the other, so that of two that say the same one is left.
  let drafts = all;
  for (const draft of all)
    if (
      drafts.some(
        (other) =>
          saysMore(other, draft, scene.plain) ||
          outranks(other, draft, all.indexOf(other) < all.indexOf(draft)),
      )
    )
      drafts = drafts.filter((other) => other !== draft);
  const outcomes = drafts.filter((draft) => draft.fields['outcome'] !== null);
  return outcomes.length > 0 ? outcomes : drafts;
}

/** What came of a question says more than that it was put; what was refused more than that something was answered. */
const RANK: Readonly<Record<string, number>> = {
  refused: 3,
  no_response: 3,
  unreachable: 3,
  partial: 2,
  answered: 1,
};

/** Two rows met on one clause: the one that says more of the outcome stays, then the one that knows who was asked. */
function outranks(other: Draft, draft: Draft, isFirst: boolean): boolean {
  if (other === draft || other.rule === draft.rule || overlap(other, draft) < 0.6) return false;
  const rank = (one: Draft) => RANK[String(one.fields['outcome'])] ?? 0;
  if (rank(other) !== rank(draft)) return rank(other) > rank(draft);
  const named = (one: Draft) => (one.fields['addressee'] === null ? 0 : 1);
  return named(other) === named(draft) ? isFirst : named(other) > named(draft);
}

/** The same question with the one asked named, or named in full. */
function saysMore(other: Draft, draft: Draft, plain: string): boolean {
  const [full, part] = [other.fields['addressee'], draft.fields['addressee']];
  if (other === draft || other.fields['outcome'] !== draft.fields['outcome'] || overlap(other, draft) < 0.8)
    return false;
  if (typeof full !== 'string') return false;
  if (
    typeof part === 'string' &&
    other.start === draft.start &&
    !plain.includes(part) &&
    plain.includes(full)
  )
    return true;
  return part === null || (typeof part === 'string' && full.length > part.length && full.endsWith(part));
}

function read(hit: Hit, scene: Scene): Draft[] {
  const told = hit.pattern.fields['outcome'] || null;
  const clause = scene.clause(hit.start, hit.end);
  const outcome =
    told === 'auto' ? scene.polarityOf('inquiry', scene.plain.slice(clause.start, clause.end)) : told;
  if (told === 'auto' && outcome === null) return [];
  const { guard } = hit.pattern.fields;
  if (!aboutInquiry(hit, scene, outcome) || !fitsGuard(guard, hit, scene)) return [];
  const found = addressees(hit, scene).map((one) => ({ ...one, words: nameBehind(one.words, hit, scene) }));
  const valid = found.filter((a) => a.words === null || isParty(a.words, scene, outcome !== null));
  if (
    valid.length === 0 ||
    (guard !== undefined && !OWN_GUARDS.has(guard) && valid.every((a) => a.words === null))
  )
    return [];
  if (
    outcome === null &&
    valid.every((a) => a.words === null) &&
    hit.pattern.fields['addr'] !== 'none' &&
    hit.pattern.fields['addr'] !== 'context'
  )
    return [];
  const asker = askerOf(scene);
  return valid.map((addressee, at) => {
    const draft = scene.draft('inquiry', hit, {
      asker,
      addressee: addressee.words,
      outcome,
      n: headcount(addressee.words),
    });
    const shift = at > 0 ? scene.sentence.start + withTurnBefore(scene.plain, addressee.from) : draft.start;
    return {
      ...draft,
      start: Math.min(Math.max(shift, draft.start), draft.end - 1),
      modality: MODALITY[outcome ?? ''] ?? 'asserted',
      subject: 'question about persons held',
    };
  });
}

/** Declining to give a number without being asked is an unknown count; a court's refusal of an appeal is a trial. */
function aboutInquiry(hit: Hit, scene: Scene, outcome: string | null): boolean {
  const text = hit.words;
  if (/\b(?:not|never|n't)\b.*\banswer(?:ed)? for\b|respond to treatment/i.test(text)) return false;
  // What is not told may stand behind the words of the row: "will not say how many".
  const told = scene.plain.slice(hit.start, Math.max(hit.end, hit.start + 60));
  const number = /\b(?:how many|numbers?|figures?|totals?|toll|statistics)\b/i.test(told);
  if (number && outcome === 'refused')
    return (
      ASKED.test(scene.plain) ||
      scene.isQuoted(hit) ||
      scene.document.blocks[scene.sentence.block]?.sentences.some((s) => ASKED.test(s.plain)) === true
    );
  if (
    /\b(?:appeals?|motions?)\b/i.test(text) &&
    /court|tribunal|judge|assize|bench|chamber|panel|against (?:the|his|her|their) (?:order|sentence|verdict|conviction|detention)/i.test(
      scene.plain,
    ) &&
    outcome === 'refused' &&
    !/request|letter|petition/i.test(text)
  )
    return false;
  return scene.onTopic;
}

const ASKED =
  /\b(?:asked|asking|pressed|questioned|in (?:its|his|her|their|a) (?:response|reply|answer)|repl(?:y|ied)|in response|our questions?|our requests?|reporters|journalists|requests? from|approached|contacted)\b/i;

function addressees(hit: Hit, scene: Scene): Addressee[] {
  const how = hit.pattern.fields['addr'] ?? 'subj';
  const asked = askedBy(how, hit, scene);
  if (asked !== undefined) {
    const words = asked ?? owner(hit, scene);
    return [{ words: words === null ? null : tidyName(words), from: hit.start }];
  }
  if (how === 'group') {
    const named = [hit.groups['addr'], hit.groups['addr2']].filter((g) => g !== undefined);
    if (named.length === 0) return [{ words: owner(hit, scene), from: hit.start }];
    return named.map((g) => ({ words: tidyName(g.words), from: g.start }));
  }
  if (how === 'broad' || how === 'refuser') return broad(hit, scene, how);
  if (how === 'owner') {
    const words =
      owner(hit, scene) ??
      /\b(?:to|asked|contacted) (?<who>both [a-z]+|the (?:two|three|six) [a-z]+|[^.;,]{3,40}?)(?=;|,|\.| we\b|$)/.exec(
        scene.plain.slice(0, hit.start),
      )?.groups?.['who'] ??
      null;
    return words === null ? [] : [{ words: tidyName(words), from: hit.start }];
  }
  if (how === 'none') return [{ words: null, from: hit.start }];
  if (how === 'context') return [{ words: contextAddressee(hit, scene), from: hit.start }];
  if (how === 'poss')
    return [
      {
        words: /(?:^|\s)((?:[\w'-]+ ){0,4}[\w-]+)'s? $/.exec(scene.plain.slice(0, hit.start))?.[1] ?? null,
        from: hit.start,
      },
    ];
  if (how === 'none-of') {
    const none =
      /\b(?:none|neither|not one) of (?:the |our |his |her |their )?(?<who>[^.;,]{2,60}?) ?$/i.exec(
        scene.plain.slice(0, hit.start),
      );
    return none?.groups?.['who'] ? [{ words: none.groups['who'], from: none.index }] : [];
  }
  const words = scene.subjectBefore(hit.start);
  const at0 = words === null ? -1 : scene.plain.lastIndexOf(words, hit.start);
  const subject = at0 < 0 ? null : { start: at0 };
  if (how === 'self' && words === null)
    return [{ words: /^(he|she|they|I)\b/i.exec(hit.words)?.[1] ?? null, from: hit.start }];
  if (!subject || words === null) return how === 'self' ? [{ words: null, from: hit.start }] : [];
  return split(words).map(({ part, at }) => ({ words: tidyName(part), from: subject.start + at }));
}

const TO_PARTY =
  /\b(?:to|from|with|at|by|asked|pressed|approached|contacted|phoned|telephoned|petitioned|questioned) (?<who>(?:the |a |an |its |their |his |her )?(?:[\w'-]+ ){0,5}?(?:[Mm]inist(?:ry|er)|[Oo]ffice|[Pp]rosecutors?|[Aa]rmy|[Nn]avy|[Pp]olice|[Cc]ourt|[Ee]mbassy|[Cc]onsulate|[Oo]mbuds\w+|[Cc]ommission(?:er)?|[Cc]ommittee|[Cc]oastguard|[Gg]overnor|[Cc]ommandant|[Gg]overnment|[Aa]uthorit(?:y|ies)|[Aa]dministration|[Ss]taff|[Cc]ommand|ICRC|Red Cross|[Ss]pokes\w+|[Dd]epartment|[Ss]ervice|[Aa]gency|[Dd]irectorate|[Hh]eadquarters|[Mm]ission|[Pp]resident|[Mm]ayor|[Ww]arden|[Gg]eneral|[Cc]olonel)(?: (?:of|for) (?:the )?[A-Z]\w+(?: (?:and )?[A-Z]\w+)*)?)/;

/** The one who was asked, wherever the clause names them; a refuser must be a party and be about telling. */
function broad(hit: Hit, scene: Scene, how: string): Addressee[] {
  const clause = scene.clause(hit.start, hit.end);
  const text = scene.plain.slice(clause.start, clause.end);
  const subject = scene.pack.grammar.subjectBefore(scene.list, scene.tokenAt(hit.start));
  const words = subject ? scene.plain.slice(subject.start, subject.end) : null;
  if (how === 'refuser') {
    if (!TELLING.test(text) || words === null || !subject) return [];
    return split(words).map(({ part, at }) => ({ words: tidyName(part), from: subject.start + at }));
  }
  const named = TO_PARTY.exec(text)?.groups?.['who'];
  if (named !== undefined) return [{ words: tidyName(named), from: hit.start }];
  const context = owner(hit, scene);
  return context === null ? [] : [{ words: context, from: hit.start }];
}

const TELLING =
  /\b(?:comment|answer|repl(?:y|ied)|questions?|say|said|details?|discuss|speak|talk|interview|explain|information|lists?|names?|whereabouts|confirm|elaborate|requests?|petitions?|letters?|disclose|reveal|identify|meet|receive|reporters|journalists|drawn|asked|numbers?|figures?|why|whether|where|how)\b/i;

/** "The MFA and the ombudsman" are two bodies; "the Ministry of Foreign and European Affairs" is one. */
function split(words: string): { part: string; at: number }[] {
  const parts: { part: string; at: number }[] = [];
  let start = 0;
  for (const cut of words.matchAll(/,? (?:and|nor|or) (?=(?:the|a|an|its|his|their) |[A-Z])/g)) {
    const left = words.slice(start, cut.index);
    if (
      !/^(?:the |The |a |an |its |neither |[A-Z])/i.test(left) ||
      (/\bof [A-Z]\w+$/.test(left) && /^[A-Z]\w+ Affairs/.test(words.slice(cut.index + cut[0].length)))
    )
      continue;
    parts.push({ part: left, at: start });
    start = cut.index + cut[0].length;
  }
  parts.push({ part: words.slice(start), at: start });
  return parts;
}

function tidyName(words: string): string {
  return words
    .replace(/^(?:neither|both|that|when|while|also) /i, '')
    .replace(/,? (?:who|which|whose)\b.*$/, '')
    .replace(/^the (?=[A-Z])/, '')
    .trim();
}

/** "its line is engaged", "calls to X rang out": the owner of the phone. */
function contextAddressee(hit: Hit, scene: Scene): string | null {
  const before = scene.plain.slice(0, hit.end);
  const to =
    /\b(?:calls?|letters?|e-?mails?|messages?) to (?<who>(?:the |a |his |her )?[^.;,]{2,60}?)(?= (?:rang|went|was|were|is|are|bounced|came)\b|$)/i.exec(
      before,
    )?.groups?.['who'];
  if (to !== undefined) return tidyName(to);
  const own =
    /(?<who>(?:the |The )?(?:[\w-]+ ){0,4}[\w-]+)'s? (?:[\w-]+ ){0,2}(?:line|phone|telephone|number|switchboard|office|hotline|mobile)\b/.exec(
      before,
    )?.groups?.['who'];
  if (own !== undefined) return tidyName(own);
  const at = /\b[Aa]t (?<who>the [^.;,]{2,50}?)(?= (?:my|our|the|a)\b)/.exec(before)?.groups?.['who'];
  return at !== undefined ? tidyName(at) : owner(hit, scene);
}

/** The party this block asked last, where the sentence names none. */
function owner(_hit: Hit, scene: Scene): string | null {
  const block = scene.block.sentences;
  for (let at = scene.sentence.index - (block[0]?.index ?? 0); at >= 0; at--) {
    const text = block[at]?.plain ?? '';
    const found =
      /\b(?:asked|phoned|telephoned|called|wrote to|written to|contacted|approached|letters? to|calls? to|requests? to|questions? to|e-?mails? to|petitioned)\s+(?<who>(?:the |a |its )?(?:[\w'-]+ ){0,5}?(?:[Mm]inistry|office|[Pp]rosecutor|army|navy|police|court|embassy|ombuds\w+|[Cc]ommission|[Cc]ommittee|coastguard|governor|commandant|[Gg]overnment|authorities|administration|staff|ICRC|Red Cross)(?: of [A-Z]\w+(?: [A-Z]\w+)*)?)/.exec(
        text,
      );
    if (found?.groups?.['who']) return tidyName(found.groups['who']);
  }
  return null;
}

function askerOf(scene: Scene): string | null {
  const named =
    /\b(?:to|from|by) (?<who>(?:the )?(?:BBC|[A-Z][\w'-]+(?: [A-Z][\w'-]+)?))'s? (?:questions?|requests?|inquir|letters?)/.exec(
      scene.plain,
    )?.groups?.['who'];
  if (named) return named.replace(/^the /, '');
  if (/\b(?:reporters|journalists)\b/.test(scene.plain))
    return /\b(reporters|journalists)\b/.exec(scene.plain)?.[1] ?? null;
  if (/\b(?:our|we|us|my|I)\b/.test(scene.plain)) return scene.document.asker;
  return null;
}

function headcount(words: string | null): number | null {
  const found = /\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})\b/i
    .exec(words ?? '')?.[1]
    ?.toLowerCase();
  if (found === undefined) return null;
  const at = [
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
  ].indexOf(found);
  return at >= 0 ? at + 2 : Number(found);
}
