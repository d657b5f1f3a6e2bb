/** `habeas model`: the model that a workspace has chosen, and what it is asked. */
import { Fault } from '#ground';
import { askModel, chooseModel } from '#workspace';
import { keyFor, reachWords } from './model-flags.ts';
import { print, printJson, progress, say } from './output.ts';
import { withWorkspace, type Common } from './session.ts';

export async function model(
  folder: string,
  options: Common & {
    url?: string;
    name?: string;
    off?: boolean;
    reason?: string;
    read?: string;
    modelKeyFile?: string;
  },
): Promise<void> {
  const asked = [options.url !== undefined, options.off === true, options.read !== undefined].filter(Boolean);
  if (asked.length > 1) throw new Fault('usage-wrong', 'one thing at a time: --url, --off or --read');
  const key = options.read === undefined ? null : keyFor(options);
  await withWorkspace(folder, options, async ({ workspace, owner }) => {
    const reason = options.reason ?? 'chosen on the command line';
    if (options.off) await chooseModel(workspace, owner, { off: true, reason });
    if (options.url !== undefined) {
      if (options.name === undefined)
        throw new Fault('usage-wrong', 'the model has no name', { hint: 'Give --name NAME as well.' });
      await chooseModel(workspace, owner, { url: options.url, model: options.name, reason });
    }
    if (options.read !== undefined) {
      const bar = progress(options);
      const answered = await askModel(workspace, owner, {
        documentId: options.read,
        key,
        onProgress: (done, total) => bar.step('parts read by the model', done, total),
      });
      bar.end();
      if (options.json) return printJson({ ok: true, ...answered });
      return print(
        `${answered.added} proposals of the model alone wait for a person; ${answered.agreed} agree with the rules, ${answered.differing} differ, ${answered.rejected} were rejected; ${answered.failed} of ${answered.parts} parts without an answer.`,
      );
    }
    const { choice, chosenAt } = await workspace.read(owner, 'work', { what: 'model' });
    if (options.json) return printJson({ ok: true, choice, chosenAt });
    if (choice.is === 'off') return print('This workspace uses no model.');
    if (choice.reach !== 'loopback')
      say('Texts that are public and labelled TLP:CLEAR leave this machine when it is asked.', options);
    return print(`This workspace may ask ${choice.model} (${reachWords[choice.reach]}) at ${choice.url}.`);
  });
}
