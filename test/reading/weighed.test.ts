/** The last resort: a clause told in words that no rule knows goes to the kind its words speak for, or to none. */
import { propose } from '#reading';
import { describe, expect, it } from 'vitest';

const LEAD = 'The detainees.\n\n';

async function kindsOf(sentence: string) {
  const { claims } = await propose(LEAD + sentence, { lang: 'en', published: '2024-05-01' });
  for (const { quote } of claims) expect(LEAD + sentence).toContain(quote);
  return claims.map(({ kind, rule }) => ({ kind, rule }));
}

/** None of these stands among the clauses that the weights were fitted on. */
const PARAPHRASES: readonly (readonly [string, string])[] = [
  ['custody', 'The beekeeper sits in a dungeon under the customs tower.'],
  ['custody', 'The glazier was dragged aboard a patrol launch by marines.'],
  ['custody', 'My stepfather languishes in a bunker near the frontier.'],
  ['contact', 'Her aunt received a scribbled greeting through a nurse.'],
  ['contact', 'His fiancée gets a crackling call every second month.'],
  ['visit', 'The auditors of the convention were halted at the outer fence.'],
  ['visit', 'A panel of physicians toured the dormitories on Monday.'],
  ['trial', 'The magistrate banished spectators before the testimony.'],
  ['trial', 'The barrister obtained the dossier on the morning of the hearing.'],
  ['agreement', 'The bargain over the sailors unravelled on the quay.'],
];

describe('the last resort', () => {
  it('understands half of what no wording was written for', async () => {
    let found = 0;
    for (const [kind, sentence] of PARAPHRASES)
      if ((await kindsOf(sentence)).some((claim) => claim.kind === kind)) found++;
    expect(found).toBeGreaterThanOrEqual(5);
  });

  it('stays silent where the words speak for nothing', async () => {
    for (const sentence of [
      'The orchestra rehearsed a waltz in the pavilion.',
      'Walnuts are dearer than last autumn.',
      'Her uncle repairs clocks and barometers.',
    ])
      expect(await kindsOf(sentence)).toEqual([]);
  });
});
