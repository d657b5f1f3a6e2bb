/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * Proposals of one kind side by side, in place of the card: the names of a list. What can be wholly seen is accepted in
 * one step, and nothing else; the sign + stands beside each of those.
 */
import type { ProposalView } from '#workspace';
import type { Acts, CardProps } from './card.tsx';
import { Keycap } from './frame.tsx';
import { Kind, Quote, Speaker } from './part.tsx';
import { useSay } from './say.ts';
import { WouldSay } from './sayings.tsx';

/** The id of a row, by which the script finds out whether it is in sight. */
export const rowId = (proposalId: string): string => `v-${proposalId}`;

interface GroupCardProps extends Pick<CardProps, 'document' | 'keys'> {
  readonly proposals: readonly ProposalView[];
  readonly acts: Acts;
}

export function GroupCard({ proposals, document, keys, acts }: GroupCardProps) {
  const say = useSay();
  const { could, inSight } = acts.group;
  const shown = proposals.filter(({ proposalId }) => could.includes(proposalId));
  const n = inSight.length;
  return (
    <section
      className="card is-now gather"
      id="group"
      tabIndex={-1}
      aria-labelledby="group-title"
      data-panel="reading"
      onKeyDown={(event) => {
        if (event.key === 'Escape') acts.gather(false);
      }}
    >
      <h3 className="kindline" id="group-title">
        <Kind kind={shown[0]?.kind ?? ''}>{say('group.title', { n: shown.length })}</Kind>
      </h3>
      <ol className="gather__rows">
        {shown.map(({ proposalId, passage, speaker }, at) => (
          <li
            key={proposalId}
            id={rowId(proposalId)}
            className={inSight.includes(proposalId) ? 'is-joined' : undefined}
          >
            <p>
              <Quote text={passage.exact} lang={document.language} />
            </p>
            <p className="cap">
              {shown[at] && <WouldSay proposal={shown[at]} />} · <Speaker speaker={speaker} />
            </p>
          </li>
        ))}
      </ol>
      <div className="gather__answer">
        <p className="cap">{say('group.rule', { n })}</p>
        <div className="decide">
          <button
            className="btn btn--answer"
            type="button"
            data-action="group"
            disabled={n < 2}
            onClick={() => acts.acceptGroup()}
          >
            {say('group.accept', { n })} <Keycap action="group" keys={keys} />
          </button>
          <button className="btn btn--answer" type="button" onClick={() => acts.gather(false)}>
            {say('group.back')} <kbd className="keycap">Esc</kbd>
          </button>
        </div>
      </div>
    </section>
  );
}
