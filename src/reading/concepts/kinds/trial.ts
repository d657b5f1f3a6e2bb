/** Proceedings, by feature: each feature is a combination of concepts within one clause. */
import { around, dateIn, type Find, type Memory, whoNear } from '../find.ts';
import { isOblique } from '../cases.ts';
import type { Clause, Line } from '../line.ts';
import type { Concept } from '../vocabulary.ts';

const COURT: readonly Concept[] = ['trial', 'hearing', 'court'];

/** Who and what shows that unfairness is that of a court. */
const AT_BAR: readonly Concept[] = ['lawyer', 'defendant', 'charged', 'sentenced', 'convicted', 'confession'];

/** Feature → the word that shows it, or -1. The first that fits a clause is taken. */
const FEATURES: readonly (readonly [string, (clause: Clause, isCourt: boolean) => number])[] = [
  ['forced_confession', (c) => (c.has('coerced', 'torture') || c.has('refuse') ? c.find('confession') : -1)],
  [
    'appeal_rejected',
    (c) => (c.has('upheld') && c.has('appeal', 'sentenced', 'convicted', 'court') ? c.find('upheld') : -1),
  ],
  ['closed', (c) => (c.has(...COURT) || c.line.whole.has(...COURT) ? c.find('closed') : -1)],
  [
    'no_observers',
    (c, isCourt) =>
      isShut(c) &&
      !c.has('reply', 'tell') &&
      (c.has('newsroom', 'monitor', 'audience') || (c.has('kin') && !c.has('lawyer'))) &&
      !c.has('detention') &&
      (c.line.whole.has(...COURT) || isCourt)
        ? c.find('newsroom', 'monitor', 'audience', 'kin')
        : -1,
  ],
  [
    'no_lawyer',
    (c, isCourt) =>
      c.has('lawyer') &&
      (isWithout(c) ||
        c.has('coerced') ||
        (isShut(c) && !isMute(c) && !c.has('detention') && (isCourt || isBefore(c)))) &&
      !c.has('contact')
        ? c.find('lawyer')
        : -1,
  ],
  ['delayed', (c) => (c.has(...COURT) ? c.find('postponed') : -1)],
  ['verdict', (c) => (isSentence(c) ? -1 : c.find('convicted'))],
  ['unfair', (c, isCourt) => (isCourt || c.line.whole.has(...COURT, ...AT_BAR) ? c.find('unfair') : -1)],
  [
    'monitored',
    (c) =>
      c.has('monitor') && c.has('admitted', 'visit') && c.has('trial', 'hearing') ? c.find('monitor') : -1,
  ],
  ['hearing', (c) => (c.line.dates.length > 0 ? c.find('hearing') : -1)],
  [
    'on_trial',
    (c) =>
      (c.has('captive', 'soldier', 'civilian', 'defendant', 'role', 'us') && c.has('court')) ||
      isBeforeJudges(c)
        ? c.find('trial')
        : -1,
  ],
];

/** "Found guilty and given six years": the years are what is told, as an event of custody. */
function isSentence(clause: Clause): boolean {
  const at = clause.find('sentenced');
  return clause.line.tongue.order === 'sov' && at >= 0 && !clause.line.is(at, 'convicted');
}

function isShut(clause: Clause): boolean {
  if (clause.has('refuse', 'refusal')) return true;
  const at = clause.find('admitted', 'visit', 'meeting', 'write');
  return at >= 0 && clause.isNegated(at);
}

/** "The nurses have stood trial since Monday": a verb of standing trial beside persons and a day or a charge. */
function isBeforeJudges(clause: Clause): boolean {
  const { line } = clause;
  if (line.tongue.order !== 'svo' || clause.has('convicted', 'sentenced', 'future')) return false;
  const isSomebody = clause.has(
    'role',
    'person',
    'pronoun',
    'title',
    'captive',
    'soldier',
    'civilian',
    'defendant',
  );
  const isDated = line.dates.some(({ first, last }) => first >= clause.from && last <= clause.to);
  return isSomebody && (isDated || clause.has('charged', 'court'));
}

/** "The defence declined to comment": a lawyer who says nothing is not kept away. */
function isMute(clause: Clause): boolean {
  return clause.line.tongue.order === 'svo' && clause.has('reply', 'tell', 'publish', 'refusal');
}

/** True if a sentence speaks of a court, an accusation or an interrogation: elsewhere a lawyer at a door is no trial. */
function isBefore({ line }: Clause): boolean {
  return line.tongue.order !== 'sov' || line.whole.has(...COURT, 'charged', 'confession', 'defendant');
}

/** "Without a lawyer": the two stand together. */
function isWithout(clause: Clause): boolean {
  return (
    clause.all('lawyer').some((at) => clause.line.is(at, 'without')) ||
    clause.pair(['without'], ['lawyer'], 3) !== null
  );
}

/** What tells that a court is spoken of. */
const AT_COURT: readonly Concept[] = ['court', 'trial', 'defendant', 'convicted', 'charged'];
/** What features are shown by, and what tells of a court: one of it is in every sentence this rule has to do with. */
const SHOWING: readonly Concept[] = [
  ...AT_COURT,
  'confession',
  'upheld',
  'closed',
  'newsroom',
  'monitor',
  'audience',
  'kin',
  'lawyer',
  'postponed',
  'unfair',
  'hearing',
];

/** Proposes features of trials. */
export function trials(line: Line, memory: Memory): Find[] {
  if (!line.has(SHOWING)) return [];
  if (line.has(AT_COURT)) memory.court = line.sentence.block;
  if (!memory.isOnTopic || line.isQuestion) return [];
  return line.clauses.flatMap((clause): Find[] => {
    if (clause.isUnreal) return [];
    for (const [feature, find] of FEATURES) {
      const at = find(clause, memory.court === line.sentence.block);
      if (at < 0) continue;
      // A parliament sits too, and what is said at a session is a claim of its own.
      const isSession = feature === 'hearing' && !line.clauseOf(at).has('postponed');
      if (isSession && (line.sentence.block - memory.court > 2 || isOblique(line, at))) continue;
      return [
        {
          kind: 'trial',
          range: around(clause, at),
          cue: at,
          rule: `concepts:trial-${feature}`,
          fields: { feature, who: whoNear(clause, at), date: dateIn(clause) },
        },
      ];
    }
    return [];
  });
}
