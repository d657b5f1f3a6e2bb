/** The file of weights that a person sets for a run of linkage: JSON, a list, each with a reason and its author. */
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { Fault } from '#ground';
import type { Pin } from '#linkage';

/** More bits than this for or against are no weight any more: the model itself never goes so far. */
const MOST_BITS = 24;

const said = Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' });
const Pins = Type.Array(
  Type.Object(
    {
      comparison: said,
      level: Type.Union([Type.Integer({ minimum: 0, maximum: 99 }), said]),
      bits: Type.Number({ minimum: -MOST_BITS, maximum: MOST_BITS }),
      reason: said,
      author: said,
    },
    { additionalProperties: false },
  ),
  { maxItems: 500 },
);

/** Reads the file's text. Throws Fault('usage-wrong') naming the file and the first pin that is wrong. */
export function readPins(text: string, file: string): Pin[] {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (cause) {
    throw new Fault('usage-wrong', `${file} is not JSON`, { cause });
  }
  if (!Value.Check(Pins, found)) {
    const [first] = Value.Errors(Pins, found);
    throw new Fault(
      'usage-wrong',
      `${file} does not hold pinned weights: ${first?.instancePath ?? ''} ${first?.message ?? ''}`,
      {
        hint: 'A list of {"comparison", "level", "bits" (from -24 to 24), "reason", "author"}; all five are needed. The file that --model-out writes shows comparisons and levels.',
      },
    );
  }
  return found.map(({ bits, ...pin }) => ({ ...pin, millibits: Math.round(bits * 1000) }));
}
