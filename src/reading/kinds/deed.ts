/**
 * What befell the persons counted, by the verb they stand to: object of an active verb before them ("took 48 miners"),
 * subject of a passive one ("48 miners were taken") or of one that tells what happened to them ("six died"). A verb that
 * stands merely near says less, and is left to `measure.ts`.
 */
import type { Measure } from '../contract.ts';
import type { Scene } from '../scene.ts';

/** One use of a verb (`lang/en/deeds.tsv`). */
export interface Deed {
  readonly measure: Measure;
  /** "newcomer" is an object that was not held before: prisoners who are taken somewhere are moved. */
  readonly patient: 'object' | 'subject' | 'newcomer';
  /** Tried on what follows the verb. */
  readonly after: RegExp;
}

const ADVERB =
  '(?:also|since|now|still|all|already|later|then|not|never|yet|so far|ever|both|each|soon|once|again|just|only|meanwhile|at present|at last|by now|in fact|[a-z]+ly)';
/** Auxiliaries and adverbs up to the verb; a relative pronoun makes it a clause of its own. */
const TO_VERB = new RegExp(
  `^(?<rel>,? (?:who|that|whom|which))?,?(?<aux>(?: (?:is|are|was|were|has|have|had|been|being|be|(?:got|gets|get)(?= (?:[a-z]+ed|taken|shot|caught|beaten|held|sent|let|hit)\\b)|did|do|does|will|would|may|might|could|${ADVERB}))*) (?<verb>[a-z-]+)`,
);
const PASSIVE = /\b(?:is|are|was|were|been|being|be|got|gets|get)\b/;
const DENIED = /\b(?:not|never)\b/;
/** "took the", "have given back another": a verb directly before what is counted. */
const VERB_BEFORE =
  /(?<head>(?:^| )[\w']+ )?\b(?<verb>[a-z-]+)(?<part> (?:away|off|up|out|back|over|home|down|prisoner|captive|hostage))?(?: (?:the|these|those|its|their|his|another|of|only|just|some|about|at least|more than|over|a further|as many as))* $/;

/** A main verb behind a relative clause or a participle: "500 people seized in August have gone home". */
const MAIN = new RegExp(`(?<aux>(?: (?:is|are|was|were|has|have|had|been|${ADVERB}))+) (?<verb>[a-z-]+)`);

/** The same without an auxiliary, of verbs that are hardly anything else: "212 soldiers captured in May crossed the line". */
const CAME =
  /(?<aux>) (?<verb>came|crossed|walked|returned|died|vanished|disappeared|drowned|perished|escaped)\b/;

/** What stands between persons and their verb: "Six, all of them cooks, have", "two boys under age were". */
const BETWEEN =
  /^(?:, (?!(?:who|which|that|whose|and|but)\b)[^,;:.]{3,60},| (?:under|over|between|aged|of|from|in|at|on|with|without|among|inside) (?:[\w'-]+ ){0,6}?[\w'-]+)(?= (?:is|are|was|were|has|have|had)\b)/;

function unburdened(after: string): string {
  const between = BETWEEN.exec(after)?.[0];
  if (between === undefined || /\b(?:who|that|which|and|or|when|where|while)\b/.test(between)) return after;
  return after.slice(between.length);
}

/** The measure that the verb of the persons counted tells, null where none is known. */
export function deedOf(
  scene: Scene,
  place: { start: number; end: number; left: number; right: number; isHeld?: boolean },
): Measure | null {
  const after = unburdened(scene.plain.slice(place.end, place.right));
  const found = TO_VERB.exec(after);
  if (found) {
    const { aux = '', rel } = found.groups ?? {};
    // "houses 117 men convicted in May", "freed nine who were captured": the verb before says what is counted now.
    if (aux === '' || rel !== undefined) {
      const first = ofVerbBefore(scene, place, after);
      if (first !== null && first !== 'other') return first;
    }
    const own = suffered(scene, found, after, place.isHeld);
    if (own !== null && (aux === '' || rel !== undefined)) {
      const rest = after.slice(found[0].length);
      const part = rest.split(/[;,:]/)[0] ?? '';
      const main = MAIN.exec(part) ?? (aux === '' && rel === undefined ? CAME.exec(part) : null);
      return (main && suffered(scene, main, rest.slice(main.index), place.isHeld)) ?? own;
    }
    if (own !== null) return own;
    if (rel !== undefined) {
      // "who slept in the sheds have not come home": the verb of the sentence stands behind the relative clause.
      const rest = after.slice(found[0].length);
      const main = MAIN.exec(rest.split(/[;,:]/)[0] ?? '');
      const told = main && suffered(scene, main, rest.slice(main.index), place.isHeld);
      if (told) return told;
    }
  }
  return ofVerbBefore(scene, place, after);
}

/** What an active verb directly before the persons counted says of them. */
function ofVerbBefore(
  scene: Scene,
  place: { start: number; left: number; isHeld?: boolean },
  after: string,
): Measure | null {
  const before = VERB_BEFORE.exec(scene.plain.slice(place.left, place.start));
  if (!before) return null;
  const { verb = '', part = '', head = '' } = before.groups ?? {};
  if (/\b(?:was|were|is|are|been|being|be|got)\b/.test(head)) return null;
  return ofObject(scene, verb, `${part}${after}`, place.isHeld);
}

/** What a verb with its auxiliaries says of its subject. */
function suffered(scene: Scene, match: RegExpExecArray, text: string, isHeld = false): Measure | null {
  const { aux = '', verb = '' } = match.groups ?? {};
  const rest = text.slice(match[0].length);
  const isDenied = DENIED.test(aux);
  if (/^(?:live|survive)$/.test(verb)) return isDenied ? 'dead' : null;
  const isPassive = PASSIVE.test(aux) || (aux === '' && /(?:ed|en|t|ld|nd|nt|ght)$/.test(verb));
  const told =
    (isPassive ? ofObject(scene, verb, rest, isHeld) : null) ??
    (PASSIVE.test(aux) ? null : find(scene, verb, 'subject', rest));
  // "had fresh burns": the auxiliary is the verb.
  const owns = / (?<have>has|have|had)$/.exec(aux)?.groups?.['have'];
  if (told === null && owns !== undefined && !isDenied)
    return find(scene, owns, 'subject', ` ${verb}${rest}`);
  if (!isDenied) return told;
  // Who has not come home is missing, who has not been let go is held.
  if (told !== 'released') return null;
  return isPassive ? 'held' : 'missing';
}

function ofObject(scene: Scene, verb: string, rest: string, isHeld = false): Measure | null {
  return find(scene, verb, 'object', rest) ?? (isHeld ? null : find(scene, verb, 'newcomer', rest));
}

function find(scene: Scene, verb: string, patient: Deed['patient'], rest: string): Measure | null {
  const deeds = scene.pack.deeds.get(verb) ?? [];
  return deeds.find((deed) => deed.patient === patient && deed.after.test(rest))?.measure ?? null;
}
