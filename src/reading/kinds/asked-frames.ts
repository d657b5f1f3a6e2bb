/**
 * Questions told as a scene: who was asked and what they did about it, whatever words say it. The lexicon knows the usual
 * formulas; here the shape of the sentence tells that there was a question ("asked whether …, the ministry …", "our letter
 * to the fort …", "the colonel … when we asked"), and only the outcome is read from words.
 */
import { isParty } from '../guards.ts';
import type { Draft, Scene } from '../scene.ts';

export type Outcome = 'no_response' | 'refused' | 'unreachable' | 'partial' | 'answered';

const NAME = "(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ur) )?(?:[\\w'.-]+ ){0,6}?[\\w'-]+";
const ASKED = '(?:asked|pressed|questioned|quizzed|challenged|approached)';
const TOPIC = '(?:whether|if|about|for|why|where|how|what|when|who|which|on|to|by)';
const VERB =
  '(?:has|have|had|is|was|were|are|would|will|did|does|do|could|can|cannot|may|might|said|says|told|gave|put|sent|held|cut|hung|rang|let|left|kept|spoke|spread|shook|shut|took|got|went|stood|drew|threw|rose|began|sat|found|saw|wrote|brought|came|fell|lost|meant|met|ran|showed|thought|made|[a-z]+ed|[a-z]+s)';
/** Those who ask after somebody held. */
const ASKERS =
  'relatives?|famil(?:y|ies)|mothers?|fathers?|wife|wives|husbands?|widows?|brothers?|sisters?|parents|lawyers?|advocates?|counsel|consuls?|journalists?|reporters?|priests?|neighbours?|colleagues?|ombuds\\w+|delegat\\w+|union|lodge';
/** Ways of reaching somebody with a question, before a comma: "Contacted by our office on Monday, …". */
const REACHED =
  '(?:asked|telephoned|phoned|contacted|approached|reached|rung|e-?mailed|buttonholed|cornered|confronted|shown|pressed)(?! to\\b)';
const SHAPES: readonly RegExp[] = [
  // "Asked (by whom) whether …, the ministry said …"
  new RegExp(
    `^["(]?(?:When |On being |Repeatedly |Twice |Three times )?${ASKED}(?: repeatedly| twice| again)?(?: by (?<asker>[^,]{2,50}?))? ${TOPIC} .*?, (?<who>${NAME}) (?<deed>${VERB}\\b.*)$`,
    'i',
  ),
  // "When a correspondent asked where the three were, he shut the file"
  new RegExp(
    `^When (?<asker>(?:the |a |an |his |her |our |their )?(?:[\\w'-]+ )?(?:${ASKERS}|correspondents?|I|we|he|she|they|\\p{Lu}[\\w'-]+)) (?:then |finally |once )?(?:asked|wanted to know|inquired|enquired) ${TOPIC} [^,]*, (?<who>${NAME}) (?<deed>${VERB}\\b.*)$`,
    'u',
  ),
  // "The office, asked where …, pointed us to …"
  new RegExp(`(?:^|[.;:] )(?<who>${NAME}), (?:when )?${ASKED} ${TOPIC} [^,]*, (?<deed>${VERB}\\b.*)$`),
  // "The spokesman walked off when (he was) asked …", "… said when we asked about …"
  new RegExp(
    `(?:^|["”,.;:] )(?<who>${NAME}) (?<deed>${VERB}\\b[^;]*?) when (?:(?:we|I|he was|she was|they were|reporters|journalists|relatives|the \\w+) )?(?:asked|questioned|pressed|rang|called|telephoned)\\b`,
  ),
  // "Our letter to the fort of 3 March came back …"
  new RegExp(
    `(?:^|[.;:] |\\b(?:and|but) )(?:(?:[Oo]ur|[Mm]y|[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[\\w'-]+'s?) )(?:[\\w'-]+ ){0,3}?(?:questions?|letters?|requests?|notes?|petitions?|enquir(?:y|ies)|inquir(?:y|ies)|e-?mails?|messages?|reminders?|calls?) (?:[\\w'-]+ ){0,2}?to (?<who>${NAME}?)(?: (?:about|on|of|for|concerning|from|dated|since) [^,;]*?)? (?<deed>(?:has|have|had|is|was|were|are|came|come|went|go|goes|bounced|lies|lay|lie|met|rang|got|brought|drew|earned|produced)\\b.*)$`,
  ),
  // "Of the six embassies we asked about them, two answered"
  new RegExp(
    `^Of the (?:\\w+ ){0,2}?(?<who>[a-z]+s) (?:that |which )?(?:we|I) (?:asked|wrote to|approached|contacted|rang|telephoned|called) ?[^,]*, (?<deed>.*)$`,
  ),
  // "The widow was told by the police to stop asking": who asks is sent away.
  new RegExp(
    `(?:^|[.;:] |, |\\b(?:and|but) )(?<asker>(?:(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?|[Oo]ur) )?(?:${ASKERS})(?: of [^,;.]{2,30})?|He|She|They|We|I|he|she|they|we)(?:,[^,]*,)? (?:was|were|has been|have been|had been) (?:simply |only |merely |again |then )?told(?: by (?<who>${NAME}?))?(?: at [^,;.]{2,40}?)? (?<deed>(?:to (?:stop|wait|go|ask|apply|write|come back|call|ring|turn|be patient|mind|try)|(?:that )?(?:he|she|they|it|this|there|the \\w+|only)\\b[^,;.]*\\b(?:not|no|never|n't|nothing|only))\\b.*)$`,
  ),
  // "The Academy, to which we appealed in May, has …", "the navy, asked about it, has …"
  new RegExp(
    `(?:^|[.;:] )(?<who>${NAME})(?: (?:itself|himself|herself))?, (?:(?:to|of|from) (?:whom|which|whose \\w+) [^,;]*?\\b(?:wrote|written|turned|appealed|sent|put|addressed|applied|complained|asked|handed|submitted|forwarded|requested|gave|passed)\\b[^,;]*|(?:which|whom) (?:we|I|he|she|they) (?:had |have |has )?(?:asked|approached|contacted|rang|telephoned|called|pressed|questioned)\\b[^,;]*|(?:${REACHED})\\b[^,;]*(?:, \\p{Lu}[^,;]*)?), (?<deed>${VERB}\\b.*)$`,
    'u',
  ),
  // "From the Prefect, to whom a petition was handed, there has been …"
  new RegExp(
    `^(?:From|Of) (?<who>${NAME}), (?:to|of|from) (?:whom|which) [^,;]*, (?<deed>(?:there|we|I|they|he|she|not?|nothing)\\b.*)$`,
  ),
  // "Contacted by our office on Monday, a spokesman, Superintendent Tiss, said …"
  new RegExp(
    `^["(]?(?:When |Twice |[Tt]hree times |Repeatedly )?(?:${REACHED})\\b(?<topic>[^,;]*), (?<who>${NAME})(?:, [^,;]{2,50},)? (?<deed>${VERB}\\b.*)$`,
    'i',
  ),
  // "To the question of where …, the spokesman answered …"
  new RegExp(
    `^(?:To|On) (?:the|our|my|this|that) questions? (?:of|whether|why|how|where|about) .*?, (?<who>${NAME}) (?<deed>${VERB}\\b.*)$`,
  ),
];

const OUTCOMES: readonly (readonly [Outcome, RegExp])[] = [
  [
    'unreachable',
    /\b(?:bounced|recording|voicemail|answering machine|switched off|out of (?:service|order)|engaged|no longer (?:in use|exists)|unreachable|disconnected|be reached|moved away)\b/i,
  ],
  [
    'no_response',
    /\b(?:no (?:answer|reply|response|reaction|acknowledg\w+)|(?:not|never|n't)(?: once| yet| ever| even)* (?:been )?(?:answer\w*|repl\w+|respond\w*|acknowledg\w*|react\w*|c[ao]me|arrived?)|silen(?:t|ce)|unanswered|yet to|outstanding|come to nothing|came to nothing|gone the same way|lie[sd]? where|(?:no|without) (?:effect|result|success)|nothing (?:came|back|so far|(?:at all )?(?:was|is) to be had)|not been acted (?:up)?on|(?:none|not one|neither|nobody|no one)(?: of (?:them|the \w+))? (?:has |have |had )?(?:ever |yet )?(?:written|wrote|answered|replied|responded|c[ao]me|been in touch)|still waiting|in its \w+ (?:week|month|year|day)|the way of|rang out|deaf ears|ignored)\b/i,
  ],
  [
    'refused',
    /\b(?:(?:question|matter|one|that)(?: \w+){0,2} (?:is|was) for|for the (?:courts?|prosecutors?|ministry|government|army|police)|no comment|nothing (?:to|more)|no time|could(?: not|n't)|can(?:not|'t| not)|would(?: not|n't)|will not|won't|(?:did|does|do)(?: not|n't)|refus\w+|declin\w+|secret|operational|confidential|classified|hung up|rang off|walk\w+|shrug\w*|laugh\w*|smil\w+|changed the subject|put down|slammed|(?:cut|ended|broke) (?:\w+ ){0,2}(?:the |off)|(?:is|was|are|were|had|has|have)(?: not|n't)|stop (?:asking|ringing|calling)|(?:somebody|someone|anyone) else|elsewhere|referred|none of|business|unopened|(?:gave|handed|pushed|sent)\b[^,;]{0,40}? back|came back|not received|returned|turned (?:down|away)|rejected|neither|nor|never|independent|mind|back to)\b/i,
  ],
  [
    'partial',
    /\b(?:but|only|partly|in part|acknowledged|stamped|promised|noted|took note|look into|looking into|in due course|will (?:answer|reply)|later|half)\b/i,
  ],
  [
    'answered',
    /\b(?:granted|said|says|replied|answered|confirmed|gave|named|told|listed|sent|pointed|explained|admitted|conceded|put|insisted|added|claimed|denied)\b/i,
  ],
];

/** What came of a question, by what the one asked is said to have done; null where nothing tells. */
export function outcomeOf(deed: string): Outcome | null {
  return OUTCOMES.find(([, words]) => words.test(deed))?.[0] ?? null;
}

/** The question stands before what was done about it. */
const ASKED_FIRST =
  /^(?:[Tt]hree times |Twice |Repeatedly |When [^,]{2,60} )?(?:asked|shown|confronted|buttonholed)\b/i;
/** Words of an answer, good or bad. */
const SPOKEN =
  /["“”:]|\b(?:sa(?:id|ys)|told|repl\w+|answer\w*|spoke|speaks|insist\w*|claim\w*|add\w*|conced\w+|admit\w*|call\w*|maintain\w*|estimat\w+|put|gave|cited|point\w*|recall\w*|used|argu\w+|held up)\b/i;
/** Units of a sentence beyond which no shape is looked for: what is longer is a table or a list. */
const LONGEST = 1500;
/** Words of which every shape has one. */
const SIGN =
  /\b(?:ask\w*|press\w*|question\w*|quizz?ed|challenged|approached|rang|called|telephoned|contacted|told|letters?|requests?|requested|notes?|petition\w*|enquir\w+|inquir\w+|e-?mail(?:s|ed)?|messages?|reminders?|calls?|wrote|written|write|applied|filed|lodged|phoned|appealed|turned|sent|put|shown|reached|confronted|buttonholed|cornered|(?:to|of|from) (?:whom|which))\b/i;

/** What the one who asked tells of the answer, in the same breath. */
const RESULT =
  '(?:[,;:–] (?:and |but |yet |who |which |only )*| (?:– )?(?:and|but|only) )(?<deed>(?:I|we|he|she|they|it|each|all|both|none|not one|neither|nobody|no one|no|the \\w+(?: \\w+)?|was|were|am|been|have|has|had|got|received|is|are|never|still|to)\\b.*)$';
/** "I asked for a second doctor and was told that …", "she has written to five ministers and not one has written back". */
const AND_THEN = new RegExp(
  `(?:^|[.;:”"] |\\b(?:and|but|that) )(?<asker>I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Aa]n?) [\\w' -]{2,40}?|\\p{Lu}[\\w'-]+(?: \\p{Lu}[\\w'-]+)?) (?:has |have |had |also |then |again |twice |repeatedly |even |did )*(?:asked|applied|ask|wrote|written|filed|lodged|submitted|sent|petitioned|requested|appealed|rang|rung|telephoned|phoned|called|e-?mailed|put in|turned)(?<rest> [^;:–"]*?)${RESULT}`,
  'u',
);
/** Words that say to whom, or for what: without one nothing was asked of anybody. */
const ASKED_OF =
  / (?:to|for|about|whether|why|where|how|the|every|each|both|his|her|their|five|two|three|four|six|(?:\w+ )?(?:motions?|letters?|complaints?|petitions?|questions?|requests?|applications?))\b/;

/** A question and what came of it, told by the one who asked; nothing where the second half tells no outcome. */
function andThen(scene: Scene): Draft[] {
  const found = AND_THEN.exec(scene.plain);
  const { asker = '', rest = '', deed = '' } = found?.groups ?? {};
  if (!found || !ASKED_OF.test(rest) || WANTS.test(rest) || NAMING.test(found[0])) return [];
  const said = outcomeOf(deed);
  const isFobbed = (said ?? 'answered') === 'answered' && FOBBED.test(deed);
  const outcome = isFobbed ? 'refused' : said;
  if (outcome === null || (outcome === 'answered' && !GIVEN.test(deed))) return [];
  const who = ASKED_WHOM.exec(rest)?.groups?.['who'] ?? null;
  const start = found.index + (/^["”,.;: ]*(?:(?:and|but|that) )?/.exec(found[0])?.[0].length ?? 0);
  const end = Math.min(found.index + found[0].replace(/[.\s"”]+$/, '').length, start + 380);
  const addressee = who !== null && isParty(who, scene, true) ? who : null;
  return [draftOf(scene, { start, end, rule: 'asked:and-then' }, { asker, addressee, outcome })];
}

const ASKED_WHOM = new RegExp(
  `^ (?:(?!for\\b|about\\b|whether\\b)[\\w'-]+ ){0,4}?(?:(?:to|of|from|at|with) )?(?<who>(?:the|its|their|his|her|each|both|every|two|three|four|five|six) ${NAME}?|\\p{Lu}${NAME}?)(?=,|$| (?:for|about|whether|why|where|how|what|who|when|on|in|to|that|and|of)\\b)`,
  'u',
);
/** "Called them names": nobody was asked. */
const NAMING =
  /\bcall(?:ed)? (?:them|him|her|it|us|me|for|on|off|in)\b|\bput in (?:prison|jail|custody|chains)\b/i;
/** "Was told that …": whatever was told was not what had been asked for. */
const FOBBED =
  /^(?:I |we |he |she |they |it )?(?:was|were|am|have been|had been|has been) (?:told|informed|advised) (?:that|to)\b/;
const GIVEN = /\b(?:gave|given|granted|answered|replied|received|sent|confirmed|named|listed|handed)\b/;

/** "Said that …", "conceded that …", "called them poisoners": an answer in substance. */
const STATES = /^(?:said|says|conceded|admitted|told|chose|called|considered|used|estimated)\b/;
/** What a prisoner asks of a guard. */
const WANTS = /\bfor (?:tobacco|cigarettes?|water|bread|blankets?|food|tea|salt|soap|mercy|calm|patience)\b/;

/** Proposes the questions that the shape of the sentence tells. */
export function askedFrames(scene: Scene): Draft[] {
  if (scene.plain.length > LONGEST) return [];
  const turn = evaded(scene);
  if (turn.length > 0) return turn;
  if (!SIGN.test(scene.plain)) return followUp(scene);
  for (const shape of SHAPES) {
    const found = shape.exec(scene.plain);
    const { who = '', deed = '', asker } = found?.groups ?? {};
    if (!found || (who !== '' && !isParty(who, scene, true))) continue;
    const isUnsaid =
      shape.source.includes('deed>(?:has|have') && ASKED_FIRST.test(scene.plain) && !SPOKEN.test(deed);
    // Whoever says something when asked tells what it is; that it was asked for is then no claim of its own.
    if (STATES.test(deed) && outcomeOf(deed) === 'answered') continue;
    const outcome = outcomeOf(deed) ?? (shape.source.includes('told') || isUnsaid ? 'refused' : null);
    // A letter to somebody of which nothing is told that happens to questions is any letter.
    if (outcome === null && shape.source.includes('letters?')) continue;
    const start = found.index + (/^["”,.;: ]*/.exec(found[0])?.[0].length ?? 0);
    const end = found.index + found[0].replace(/[.\s]+$/, '').length;
    return [
      draftOf(
        scene,
        { start, end: Math.min(end, start + 380), rule: `asked:shape-${SHAPES.indexOf(shape) + 1}` },
        { asker: asker ?? null, addressee: who === '' ? null : who, outcome },
      ),
    ];
  }
  const then = andThen(scene);
  if (then.length > 0) return then;
  const next = followUp(scene);
  return next.length > 0 ? next : put(scene);
}

/** "She asked whether the detainee was alive", "the Red Cross has asked both sides for access": put, and no more is told. */
function put(scene: Scene): Draft[] {
  const found = ASKS.exec(scene.plain);
  const { asker = '', who, topic = '' } = found?.groups ?? {};
  if (!found || !(scene.pack.custodyTopic.test(topic) || scene.pack.person.test(topic))) return [];
  if (!/^(?:he|she|they|we|i)$/i.test(asker) && !isParty(asker, scene)) return [];
  if (who !== undefined && !isParty(who, scene, true)) return [];
  const start = found.index + (/^[.;: ]*/.exec(found[0])?.[0].length ?? 0);
  const place = { start, end: found.index + found[0].length, rule: 'asked:put' };
  return [draftOf(scene, place, { asker, addressee: who ?? null, outcome: null })];
}

const ASKS = new RegExp(
  `(?:^|[.;:] )(?<asker>${NAME}) (?:has |have |had |also |then |again |twice |repeatedly )*(?:asked|wrote to|written to|petitioned|questioned|requested) (?:(?<who>both sides|${NAME}) )?(?:whether|how many|where|why|for (?:access|a list|lists|the names?|news|information|word|details|the number|the whereabouts)|about|to (?:say|tell|name|list|explain|disclose|confirm)) (?<topic>[^;?"]*?)(?=[.;?]?$|;)`,
  'i',
);

/** "We asked the railway who had paid. It did not know": what the one asked in the sentence before did about it. */
function followUp(scene: Scene): Draft[] {
  const asked = whoWasAsked(scene.before);
  if (asked === null || /^(?:me|us|him|her|them)$/i.test(asked) || !isParty(asked, scene, true)) return [];
  // How many there are is another kind of claim.
  if (/\bhow (?:many|often)\b/.test(scene.plain)) return [];
  const found = ANSWER.exec(scene.plain);
  const { who = '', deed = '' } = found?.groups ?? {};
  const head = asked.split(' ').at(-1)?.toLowerCase() ?? '';
  if (!found || (/^(?:The|A|An) /.test(who) && !who.toLowerCase().includes(head) && !SPEAKS_FOR.test(who)))
    return [];
  const outcome = outcomeOf(deed) ?? 'refused';
  if (outcome === 'answered') return [];
  return [
    draftOf(
      scene,
      { start: 0, end: scene.plain.replace(/[.\s]+$/, '').length, rule: 'asked:follow-up' },
      { asker: null, addressee: asked, outcome },
    ),
  ];
}

const ANSWER = new RegExp(
  `^(?<who>It|He|She|They|The [\\w'-]+(?: [\\w'-]+)?|(?:A|Its|His|Her|Their) (?:[\\w'-]+ )?(?:spokes\\w+|clerk|secretary|assistant|deputy|officer|official|press office|duty officer)) (?<deed>${VERB}\\b.*?)[.!"]?$`,
);
const SPEAKS_FOR = /^A /;

/** Whom the sentence before asks: "We wrote to the mine", "the Department was asked for the diary". */
function whoWasAsked(before: string): string | null {
  return PUT.exec(before)?.groups?.['who'] ?? WAS_ASKED.exec(before)?.groups?.['who'] ?? null;
}

const PUT = new RegExp(
  `\\b(?:[Ww]e|I|[Hh]e|[Ss]he|[Tt]hey|(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Aa]n?) (?:[\\w'-]+ )?(?:${ASKERS}|correspondent)) (?:have |has |had |also |then |even |twice |again )*(?:asked|wrote to|written to|rang|telephoned|phoned|called|approached|contacted|petitioned|went to|put [^,.;]{2,60}? to) (?<who>${NAME}?)(?=,|;|\\.|\\?|$| (?:about|for|whether|why|where|how|who|what|when|if|on|to|in|again|from|at)\\b)`,
);
const WAS_ASKED = new RegExp(
  `(?:^|[.;:] )(?<who>${NAME}) (?:was|were|has been|have been|had been) (?:also |then |twice |again )*(?:asked|sent|approached|contacted|requested|telephoned|shown (?:[\\w'-]+ ){0,3}?(?:pictures?|photo\\w*|pages?|lists?|footage|film|video|recordings?|cop(?:y|ies)|letters?|figures|names?|images?))\\b`,
);

/** "– Where were they taken? – That is for the prison department.": a turn that follows a question and does not answer it. */
function evaded(scene: Scene): Draft[] {
  const { block, document, sentence, plain } = scene;
  const before = document.blocks[sentence.block - 1]?.sentences.at(-1)?.plain ?? '';
  if (sentence.index !== block.sentences[0]?.index || !/\?\W*$/.test(before) || plain.length > 160) return [];
  // How many there are is another kind of claim.
  if (/\bhow many\b/i.test(before) && !/\bfor the\b/i.test(plain)) return [];
  const label = /^[*>\s]*(?<who>\p{Lu}[^:"“?]{1,60}?)\*{0,2}: ?\*{0,2} ?/u.exec(plain);
  const start = label?.[0].length ?? 0;
  if (!EVADES.test(plain.slice(start))) return [];
  const who = label?.groups?.['who']?.replace(/\(.*$/, '').trim() ?? null;
  return [
    draftOf(
      scene,
      { start, end: plain.replace(/[.\s]+$/, '').length, rule: 'asked:evaded' },
      { asker: null, addressee: who, outcome: 'refused' },
    ),
  ];
}

const EVADES =
  /^(?:(?:that|this|it)(?:'s| is| would be) (?:a (?:matter|question) )?(?:for\b|not (?:for me|something|a matter|my)\b|confidential|classified|secret|privileged|operational|before the courts?)|no comment|not today|next question)|\b(?:(?:I|we) (?:can't|cannot|couldn't|could not|won't|will not|wouldn't|would not|mustn't|must not|may not|shan't|shall not|don't|do not|(?:am|are|'m|'re) not (?:going to|able to|in a position to|at liberty to|authori[sz]ed to|free to|here to)) (?:[\w'-]+ ){0,2}?(?:say|answer|comment|discuss|go into|speak|talk|speculate|confirm|be drawn|elaborate)|(?:rather|prefer|like) not (?:to )?(?:say|answer|comment|discuss|go into)|mustn't go into|(?:am|'m|are) (?:advised|instructed) (?:not|that)|leave (?:that|it|this) (?:one )?(?:there|where it is)|refer (?:you|the honou?rable)|have nothing (?:to add|more|further))\b/i;

function draftOf(
  scene: Scene,
  place: { start: number; end: number; rule: string },
  told: { asker: string | null; addressee: string | null; outcome: Outcome | null },
): Draft {
  const { outcome } = told;
  const isSilent = outcome === 'no_response' || outcome === 'unreachable';
  return {
    kind: 'inquiry',
    start: scene.sentence.start + place.start,
    end: scene.sentence.start + place.end,
    rule: place.rule,
    cue: scene.plain.slice(place.start, place.end).slice(0, 120),
    fields: { ...told, addressee: told.addressee?.replace(/^the (?=\p{Lu})/u, '') ?? null, n: null },
    modality: outcome === 'refused' ? 'refused' : isSilent ? 'no_response' : 'asserted',
    subject: 'question about persons held',
  };
}
