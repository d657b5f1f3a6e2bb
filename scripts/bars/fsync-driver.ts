/** The program whose fsyncs are counted: opens a vault and makes so many single appends, each one a commit. */
import { openLedger, perform, reopen } from './work.ts';

const [place = '', commits = ''] = process.argv.slice(2);
const vault = await reopen(place);
const ledger = await openLedger(vault);
const { size } = await ledger.head();
for (let number = 0; number < Number(commits); number += 1) {
  await perform(ledger, { kind: 'claim', key: `${size}-${number}`, size: 0 });
}
await vault.close();
