/** In a notice of a court the label of a line says what its value is. */
import { expect, test } from 'vitest';
import { propose } from '#reading';

const NOTICE = `Case 77/12, military court
Accused: Corporal Anselm Dray
Judge: T. Malloy
Detained since: 4 April 2012, Fort Ebbing
Charge: espionage, unlawful entry
Counsel: none
Public: not admitted
Outcome: eleven years, hard regime
Appeal: dismissed on 9 October
Next sitting: 5 November 2012`;

test("the lines of a court notice are claims by their labels, and nobody's word but its own", async () => {
  const { claims } = await propose(NOTICE, { lang: 'en', published: '2012-10-22' });
  const found = claims.map((claim) =>
    claim.kind === 'custody' ? claim.event : claim.kind === 'trial' ? claim.feature : claim.kind,
  );
  for (const told of ['held', 'charged', 'no_lawyer', 'closed', 'sentenced', 'appeal_rejected', 'hearing'])
    expect(found).toContain(told);
  expect(claims.every(({ attributed_to }) => attributed_to === null)).toBe(true);
});
