/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * Every component in every state on one page, drawn by the same code as the screens. People look at it to agree on how
 * things look; tests open it light, dark, in forced colours, narrow and with large text. All words in it are invented.
 */
import type { ReactNode } from 'react';
import type { AsKnown, DocumentPage, PersonAnswer, ProposalView } from '#workspace';
import { Card } from './card.tsx';
import { Frame, Keycap, PrintLink, type Setting } from './frame.tsx';
import { Timeline } from './lanes.tsx';
import { Line } from './lines.tsx';
import type { MessageKey } from './message-keys.ts';
import {
  AsKnownLine,
  Handling,
  Head,
  Kind,
  Name,
  Quote,
  Shape,
  SignWord,
  Speaker,
  When,
  Words,
} from './part.tsx';
import { Passages } from './passages.tsx';
import { EXAMPLES } from './pattern-examples.ts';
import { LongWork, PaletteStates } from './patterns-work.tsx';
import { Accounts } from './person.tsx';
import { useSay } from './say.ts';
import { ROW_SIGNS } from './signs.ts';

interface Props {
  readonly setting: Setting;
  readonly asKnown: AsKnown;
}

export function PatternsPage({ setting, asKnown }: Props) {
  const say = useSay();
  return (
    <Frame setting={setting} room={null} asKnown={asKnown}>
      <header className="head">
        <div>
          <h1>{say('pattern.title')}</h1>
          <p>{say('pattern.lead')}</p>
        </div>
      </header>
      <Shapes />
      <HandlingStates />
      <Controls setting={setting} />
      <Notes />
      <Section title="pattern.long">
        <LongWork setting={setting} />
      </Section>
      <Section title="palette.label">
        <PaletteStates setting={setting} />
      </Section>
      <Texts />
      <Marks />
      <Cards setting={setting} />
      <People asKnown={asKnown} setting={setting} />
      <Lists />
      <Colours />
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

function Section({ title, children }: { title: MessageKey; children: ReactNode }) {
  const say = useSay();
  return (
    <section className="block-5">
      <h2>{say(title)}</h2>
      {children}
    </section>
  );
}

/** One state of a component, with what it is called. */
function State({ is, children }: { is: MessageKey; children: ReactNode }) {
  const say = useSay();
  return (
    <figure>
      {children}
      <figcaption>{say(is)}</figcaption>
    </figure>
  );
}

const KINDS = [
  'count',
  'unknown_count',
  'label',
  'custody',
  'visit',
  'death',
  'ill_treatment_or_health',
  'trial',
  'contact',
  'confidentiality_rule',
  'inquiry',
  'agreement',
  'open_question',
  'source_chain',
  'attribute',
  'event',
];

/** Shapes of work and of the frame, with the message that names each elsewhere. */
const WORK: readonly (readonly [string, MessageKey])[] = [
  ['d-proposed', 'reading.proposed'],
  ['d-claimed', 'reading.claimed'],
  ['d-text', 'reading.accept'],
  ['d-differ', 'pattern.differ'],
  ['d-link', 'pattern.linked'],
  ['d-unlink', 'person.unlink'],
  ['d-aside', 'mark.set-aside'],
  ['d-undo', 'action.undo'],
  ['d-park', 'reading.park'],
  ['u-passage', 'person.passage'],
  ['u-clock', 'action.as-known'],
  ['u-lock', 'frame.lock'],
  ['u-stop', 'pattern.stops'],
];

function Shapes() {
  const say = useSay();
  return (
    <>
      <Section title="pattern.kinds">
        <ul className="shapes sheet">
          {KINDS.map((kind) => (
            <li key={kind}>
              <Kind kind={kind} />
            </li>
          ))}
        </ul>
      </Section>
      <Section title="pattern.values">
        <p className="cap">{say('pattern.valuesRule')}</p>
        <ul className="shapes sheet">
          {(Object.keys(ROW_SIGNS) as (keyof typeof ROW_SIGNS)[]).map((kind) => (
            <li key={kind}>
              <SignWord sign={ROW_SIGNS[kind]}>{say(`row.${kind}`)}</SignWord>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="pattern.work">
        <ul className="shapes sheet">
          {WORK.map(([shape, key]) => (
            <li key={shape}>
              <SignWord sign={{ shape }}>{say(key)}</SignWord>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function HandlingStates() {
  const labels = ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'];
  return (
    <Section title="reading.handling">
      <div className="sheet demo">
        {labels.map((tlp) => (
          <Handling
            key={tlp}
            handling={{
              tlp,
              caveats: tlp === 'TLP:RED' ? ['MED', 'SOURCE'] : [],
              compartment: tlp === 'TLP:RED' ? 'sources' : 'open',
            }}
          />
        ))}
      </div>
    </Section>
  );
}

function Controls({ setting: { keys } }: Pick<Props, 'setting'>) {
  const say = useSay();
  return (
    <>
      <Section title="pattern.buttons">
        <div className="sheet demo">
          {(['', 'is-hover', 'is-down', 'is-focused'] as const).map((state) => (
            <State key={state} is={STATES[state]}>
              <span className="row">
                <button className={`btn btn--main ${state}`} type="button">
                  {say('count.read')}
                </button>{' '}
                <button className={`btn btn--answer ${state}`} type="button">
                  {say('reading.refuse')} <Keycap action="refuse" keys={keys} />
                </button>{' '}
                <button className={`btn ${state}`} type="button">
                  {say('frame.show')}
                </button>{' '}
                <button className={`btn btn--plain ${state}`} type="button">
                  <Shape id="d-unlink" /> {say('person.unlink')}
                </button>
              </span>
            </State>
          ))}
          <State is="pattern.notAllowed">
            <button className="btn" type="button" aria-disabled="true" aria-describedby="pattern-why">
              {say('print.second')}
            </button>
            <span className="cap" id="pattern-why">
              {say('pattern.whyNot')}
            </span>
          </State>
          <State is="pattern.link">
            <a href="#content">{say('reading.whole')}</a>
          </State>
          <State is="pattern.focus">
            <a className="is-focused" href="#content">
              {say('reading.whole')}
            </a>
          </State>
        </div>
      </Section>
      <Section title="pattern.fields">
        <div className="sheet demo demo--fields">
          <Field id="p-empty" state="" words="" is="pattern.empty" />
          <Field id="p-filled" state="" words="spring 2023" is="pattern.filled" />
          <Field id="p-focus" state="is-focused" words="spring 2023" is="pattern.focus" />
          <Field id="p-error" state="input--error" words="20222" is="pattern.error" />
          <div className="field">
            <label htmlFor="p-choice">{say('reading.modality')}</label>
            <select className="input" id="p-choice" defaultValue="b">
              <option value="a">{say('modality.asserted')}</option>
              <option value="b">{say('modality.denied')}</option>
            </select>
          </div>
        </div>
      </Section>
      <Section title="pattern.facets">
        <div className="sheet demo">
          {(
            [
              [undefined, 12],
              ['true', 4],
              [undefined, 0],
            ] as const
          ).map(([current, n], at) => (
            <a key={at} className="facet" href="#content" aria-current={current}>
              {say('script.Armn')} <span className="num">{say.number(n)}</span>
            </a>
          ))}
        </div>
      </Section>
    </>
  );
}

const STATES = {
  '': 'pattern.rest',
  'is-hover': 'pattern.hover',
  'is-down': 'pattern.down',
  'is-focused': 'pattern.focus',
} as const satisfies Record<string, MessageKey>;

function Field({ id, state, words, is }: { id: string; state: string; words: string; is: MessageKey }) {
  const say = useSay();
  const isWrong = state === 'input--error';
  return (
    <div className="field">
      <label htmlFor={id}>
        {say('print.asOf')} <span className="cap">({say(is)})</span>
      </label>
      <input
        className={`input ${state}`}
        id={id}
        defaultValue={words}
        autoComplete="off"
        aria-invalid={isWrong ? true : undefined}
        aria-describedby={isWrong ? `${id}-why` : undefined}
      />
      {isWrong && (
        <p className="error" id={`${id}-why`}>
          <Shape id="u-stop" size="s" /> {say('pattern.year')}
        </p>
      )}
    </div>
  );
}

function Notes() {
  const say = useSay();
  const kinds = ['', 'note--quiet', 'note--act', 'note--past', 'note--caution'];
  return (
    <Section title="pattern.notes">
      <div className="demo demo--notes">
        {kinds.map((kind) => (
          <p key={kind} className={`note ${kind}`}>
            <Shape id={kind === 'note--caution' ? 'u-stop' : kind === 'note--past' ? 'u-clock' : 'd-text'} />
            <span>{say(kind === 'note--caution' ? 'pattern.blocked' : 'reading.undone')}</span>
          </p>
        ))}
      </div>
    </Section>
  );
}

function Texts() {
  const { unresolved, named, author, dates, hidden } = EXAMPLES;
  return (
    <Section title="pattern.words">
      <div className="sheet demo demo--notes">
        <p>
          <Name text="Միրան Կեվալի" lang="hy" /> <Name text="Миран Кевалы" lang="ru" />{' '}
          <Name text="ميران كيفالي" lang="ar" /> <Name text="Miran Kəvalı" lang="az" />
        </p>
        <p>
          <Quote text="it holds 41 soldiers" lang="en" /> <Quote text="он держит 41 солдата" lang="ru" />
        </p>
        <p>
          <Words text={hidden} />
        </p>
        <p>
          <Speaker speaker={named} /> · <Speaker speaker={author} />
        </p>
        <Speaker speaker={unresolved} />
        {dates.map((when, n) => (
          <p key={n}>
            <When when={when} />
          </p>
        ))}
        <p>
          <When when={null} /> · <Head head={'7f3a'.repeat(16)} /> · <Head head="" />
        </p>
      </div>
    </Section>
  );
}

function Marks() {
  const { text, overs } = EXAMPLES;
  return (
    <Section title="pattern.passages">
      <div className="sheet inset doc">
        <Passages text={text} over={overs} lang="en" />
      </div>
    </Section>
  );
}

function Cards({ setting: { csrf, keys, travel } }: Pick<Props, 'setting'>) {
  const say = useSay();
  const { page } = EXAMPLES;
  const card = (proposal: ProposalView, isDecidable: boolean): ReactNode => (
    <Card
      proposal={proposal}
      document={page.document}
      csrf={csrf}
      keys={keys}
      place={say('reading.place', { n: 3, all: 27 })}
      isDecidable={isDecidable}
      about={EXAMPLES.meant}
    />
  );
  const [inHand, open, parked, refused, waits] = page.proposals;
  return (
    <Section title="pattern.cards">
      <div className="demo demo--cards desk">
        {inHand && card(inHand, true)}
        {open && card(open, true)}
        {parked && card(parked, false)}
      </div>
      <ol className="lines demo--cards desk">
        {[refused, waits].map(
          (proposal) =>
            proposal && (
              <li key={proposal.proposalId} className="lines__proposal">
                <Line
                  line={{ is: 'proposal', key: `p-${proposal.proposalId}`, start: 0, proposal }}
                  page={page}
                  travel={travel}
                  csrf={csrf}
                  isDecidable={false}
                />
              </li>
            ),
        )}
        <OtherLines page={page} csrf={csrf} />
      </ol>
    </Section>
  );
}

function OtherLines({ page, csrf }: { page: DocumentPage; csrf: string }) {
  return (
    <>
      {page.claims.map((claim) => (
        <li key={claim.claimId} className="lines__claim">
          <Line
            line={{ is: 'claim', key: claim.claimId, start: 0, claim }}
            page={page}
            travel={{}}
            csrf={csrf}
            isDecidable={false}
          />
        </li>
      ))}
      {page.unclaimed.map((unclaimed, n) => (
        <li key={n} className="lines__unclaimed">
          <Line
            line={{ is: 'unclaimed', key: `u-${n + 1}`, start: 0, unclaimed }}
            page={page}
            travel={{}}
            csrf={csrf}
            isDecidable
          />
        </li>
      ))}
    </>
  );
}

function People({ asKnown, setting }: Props) {
  const person: PersonAnswer = { ...EXAMPLES.person, asKnown };
  return (
    <Section title="pattern.accounts">
      <Timeline person={person} />
      <Accounts person={person} travel={setting.travel} />
      <PrintLink href="#content" keys={setting.keys} />
    </Section>
  );
}

function Lists() {
  const say = useSay();
  return (
    <Section title="pattern.empties">
      <section className="sheet empty">
        <p className="cap">{say('people.title')}</p>
        <h3 className="empty__title">{say('people.empty')}</h3>
        <p>{say('people.emptyLead')}</p>
        <div className="ghost" aria-hidden="true">
          <span>{say('people.ghost')}</span>
          <small>{say('people.ghostMeta')}</small>
        </div>
      </section>
    </Section>
  );
}

const COLOURS = [
  'paper',
  'sheet',
  'well',
  'ink',
  'ink-2',
  'ink-3',
  'edge',
  'act',
  'focus',
  'claimed',
  'proposed',
  'unclaimed',
  'differ',
  'silence',
  'refusal',
  'caution',
];

function Colours() {
  return (
    <Section title="pattern.colours">
      <ul className="swatches">
        {COLOURS.map((name) => (
          <li key={name}>
            <span className={`swatch swatch--${name}`} />
            <span className="code">{name}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
