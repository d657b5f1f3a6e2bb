/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * The sentence to be copied, with its citation: who says how many in which words, who was asked and gave no number, who
 * is documented by name; from which workspace, as known when, at which ledger head. It cannot be copied without them.
 */
import type { HowMany } from '#workspace';
import { permalinkOf } from './count-links.ts';
import { figureWords, scopeWords, speakerWords, whenWords } from './count-rows.ts';
import { Keycap, type Setting } from './frame.tsx';
import { useSay, type Say } from './say.ts';

export interface Citation {
  readonly sentence: string;
  readonly source: string;
}

/** Words of others, cut off from the direction of the sentence around them wherever the two may differ. */
function apart(say: Say, words: string): string {
  return say.dir === 'rtl' || /[\u0590-\u08ff]/u.test(words) ? `\u2068${words}\u2069` : words;
}

/** Both lines of the citation, in the language of the reader; quotes stay as they were written. */
export function citationOf(say: Say, answer: HowMany, workspace: string): Citation {
  const { rows, documented, acknowledged, asKnown } = answer;
  const figures = rows.filter(({ kind }) => kind === 'said');
  const empty = rows.filter(({ kind }) => kind !== 'said' && kind !== 'denied').length;
  const denied = rows.filter(({ kind }) => kind === 'denied').length;
  const said = figures.map((row) =>
    say('count.cite.one', {
      name: apart(say, speakerWords(say, row)),
      figure: figureWords(say, row),
      words: apart(say, row.words),
      day: whenWords(say, row.asOf),
    }),
  );
  const parts = [
    ...(answer.question.scope.length === 0 ? [] : [scopeWords(say, answer)]),
    ...(said.length === 0 ? [say('count.cite.nobody')] : said),
    ...(denied > 0 ? [say('count.cite.denied', { n: denied })] : []),
    ...(empty > 0 ? [say('count.cite.void', { n: empty })] : []),
    ...(documented.lists > 0
      ? [say('count.cite.named', { n: documented.persons, ack: acknowledged.acknowledged.persons })]
      : []),
  ];
  return {
    sentence: say('count.cite.sentence', {
      measure: say.code('measure', answer.question.measure),
      day: say.day(asKnown.at),
      parts: parts.join('; '),
    }),
    source: say('count.cite.source', {
      workspace,
      link: apart(say, permalinkOf(answer)),
      at: apart(say, asKnown.at),
      n: asKnown.size,
      head: apart(say, asKnown.head),
    }),
  };
}

export function Cite({ answer, setting }: { answer: HowMany; setting: Setting }) {
  const say = useSay();
  const { sentence, source } = citationOf(say, answer, setting.overview.code);
  return (
    <section className="cite" aria-label={say('count.cite')}>
      <div id="citation">
        <p className="cite__words">{sentence}</p>
        <p className="cap cite__source">{source}</p>
      </div>
      <button className="btn" type="button" data-action="cite" data-copies="citation" hidden>
        {say('count.copy')} <Keycap action="cite" keys={setting.keys} />
      </button>
    </section>
  );
}
