/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * Sentences of the workspace in the language of the reader: what a claim says, what a proposal would be recorded as,
 * and what happened to a thing. The workspace gives messages and parts; the words of sources stay as they are.
 */
import type { ReactNode } from 'react';
import type { HistoryLine, ProposalView, Saying, SayingPart } from '#workspace';
import { CODED } from './card.tsx';
import type { MessageKey } from './message-keys.ts';
import { Words } from './part.tsx';
import { useSay, type Say } from './say.ts';

/** Families of codes that stand inside of sayings. */
const FAMILIES = [{ family: 'counted' }, { family: 'outcomeSaid' }];

/** A code as a message can choose by it. */
function selectable(code: string): string {
  return code.replaceAll(/[ -]/g, '_');
}

function partOf(say: Say, part: SayingPart): ReactNode {
  if (typeof part === 'string')
    return (
      <bdi>
        <Words text={part} />
      </bdi>
    );
  if (typeof part === 'number') return part;
  if ('key' in part) return sayingWords(say, part);
  if (part.family === null) return selectable(part.code);
  return FAMILIES.some(({ family }) => family === part.family)
    ? say.code(part.family, part.code)
    : say.code('kind', part.code);
}

/** The sentence of a saying, its parts in their places. */
export function sayingWords(say: Say, { key, parts }: Saying): ReactNode {
  const values = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, partOf(say, part)]));
  return say.rich(`saying.${key}` as MessageKey, values);
}

/** What a claim says. */
export function Said({ saying }: { saying: Saying }) {
  const say = useSay();
  return <bdi>{sayingWords(say, saying)}</bdi>;
}

/** What a proposal would be recorded as: its figure with bound and measure, or its kind with what the text fills. */
export function WouldSay({ proposal }: { proposal: ProposalView }) {
  const say = useSay();
  const { kind, fields, modality } = proposal;
  const value = (name: string): string | null => fields.find((field) => field.name === name)?.value ?? null;
  if (kind === 'count') {
    const bound = value('operator') ?? '=';
    return (
      <bdi>
        {say.rich('saying.wouldCount', {
          denied: modality === 'denied' ? 'yes' : 'no',
          bound: bound === '=' || bound === 'between' ? 'none' : say.code('bound', bound),
          sign: bound === '=' || bound === 'between' ? 'no' : 'yes',
          figure: value('number') ?? say('saying.aFigure'),
          unit: value('unit') === null ? 'no' : say.code('unit', value('unit') ?? ''),
          share: value('unit') === null ? 'no' : 'yes',
          measure: say.code('measure', value('measure') ?? 'other'),
          vague: value('vague') === 'true' ? 'yes' : 'no',
        })}
      </bdi>
    );
  }
  const filled = fields.filter((field) => field.value !== null && field.value !== 'false');
  return (
    <bdi>
      {say.code('kind', kind)}
      {filled.map((field, n) => {
        const family = CODED[field.name];
        return (
          <span key={field.name}>
            {n === 0 ? ' · ' : '; '}
            {say.code('field', field.name)}:{' '}
            <bdi>
              {family === undefined ? (
                <Words text={field.value ?? ''} />
              ) : (
                say.code(family, field.value ?? '')
              )}
            </bdi>
          </span>
        );
      })}
    </bdi>
  );
}

/** What happened, one sentence a step. The detail of an entry is a code or begins with a number. */
export function storyWords(say: Say, { type, detail }: Pick<HistoryLine, 'type' | 'detail'>): string {
  const key = `story.${type}` as MessageKey;
  const n = Number.parseInt(detail, 10);
  const words = say(key, {
    n: Number.isSafeInteger(n) ? n : 0,
    is: selectable(detail),
    kind: type === 'claim-recorded' ? say.code('kind', detail) : '',
    rules: detail,
    outcome: type === 'inquiry-recorded' ? say.code('outcomeSaid', detail) : '',
  });
  return words === key ? say('story.other', { type }) : words;
}
