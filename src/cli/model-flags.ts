/**
 * The model of a single reading, as flags name it, and its key: from a file that is named, or that
 * HABEAS_MODEL_KEY_FILE names; never from an argument.
 */
import { readFileSync } from 'node:fs';
import { Fault } from '#ground';
import { endpointOf, keyOf, type ModelInReading, type ModelReading } from '#workspace/reading';
import { progress } from './output.ts';
import type { Common } from './session.ts';

export interface ModelFlags {
  readonly model?: string;
  readonly modelName?: string;
  readonly modelKeyFile?: string;
}

/** The key of the endpoint, or null. Throws Fault('input-missing') when a named file cannot be read. */
export function keyFor({ modelKeyFile }: ModelFlags): string | null {
  const file = modelKeyFile ?? process.env['HABEAS_MODEL_KEY_FILE'];
  if (file === undefined || file === '') return null;
  let words: string;
  try {
    words = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Fault('input-missing', 'the key file of the model cannot be read', { cause });
  }
  return keyOf(words);
}

/** The model of one reading, or null without --model. Says in plain words when the text is about to leave the machine. */
export function modelFor(options: Common & ModelFlags): ModelInReading | null {
  if (options.model === undefined) {
    if (options.modelName !== undefined || options.modelKeyFile !== undefined)
      throw new Fault('usage-wrong', 'a name or key of a model needs its address', {
        hint: 'Give --model URL as well.',
      });
    return null;
  }
  if (options.modelName === undefined || options.modelName.trim() === '')
    throw new Fault('usage-wrong', 'the model has no name', { hint: 'Give --model-name NAME as well.' });
  const endpoint = endpointOf(options.model);
  // Stays with --quiet: whoever sends a text away has to have been told.
  if (endpoint.reach !== 'loopback')
    process.stderr.write(
      'WARNING: the text leaves this machine. Whoever runs that endpoint can read and keep it. Stop now with Ctrl-C if it is not public.\n',
    );
  const bar = progress(options);
  return {
    endpoint,
    model: options.modelName.trim(),
    key: keyFor(options),
    onProgress: (done, total) => bar.step('parts read by the model', done, total),
  };
}

/** What came of the model, for a person. */
export function modelText({ model }: ModelReading): string[] {
  const failed = model.chunks.filter(({ outcome }) => outcome !== 'read');
  const cost =
    model.cost_micros === null ? 'cost not stated' : `cost ${(model.cost_micros / 1e6).toFixed(4)}`;
  return [
    `Read by rules and by the model ${model.model} (${reachWords[model.reach]}, ${(model.milliseconds / 1000).toFixed(1)} s, ${cost}): ${model.agreed} agreed, ${model.differing} differ, ${model.added} by the model alone, ${model.rejected.length} rejected because they do not stand in the text.`,
    ...(failed.length === 0
      ? []
      : [
          `The model did not answer as it must for ${failed.length} of ${model.chunks.length} parts (${[...new Set(failed.map(({ outcome }) => outcome))].join(', ')}); what the rules propose stands.`,
        ]),
    ...(model.instruction_like
      ? ['The text holds sentences that read like orders to a program. Nobody followed them; look at them.']
      : []),
  ];
}

export const reachWords = {
  loopback: 'on this machine',
  private: 'in this network',
  remote: 'elsewhere',
} as const;
