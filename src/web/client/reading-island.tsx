/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * The reading screen in place: an answer shows the next card at once and is written behind it, one after another.
 * What could not be written comes back with its reason. The script never says that something is recorded before the
 * ledger has it: the live region speaks after the answer.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Answer, Decision, DocumentPage, ProposalView } from '#workspace';
import { couldJoin, inHand, inReadingOrder, isOpen, nextOpen } from '../page/desk.ts';
import { correctionsIn, fieldsIn, lineOf, recordsIn, speakerIn } from '../page/fields.ts';
import { rowId } from '../page/group-card.tsx';
import { Reading, type ReadingProps } from '../page/reading.tsx';
import { plain, useSay, type Say } from '../page/say.ts';
import * as api from './api.ts';
import { quoteOf } from './choose.ts';
import { isInSight, useInSight } from './in-sight.ts';
import { showLedger } from './ledger-line.ts';
import { announce } from './live.ts';
import { useChoosing } from './use-choosing.ts';
import { useActions } from './use-actions.ts';
import { areHasty, useMinutes } from './work.ts';

/** Something this browser did and can take back. */
type Step =
  | { readonly is: 'decision'; readonly proposalId: string; readonly decision: Decision }
  | { readonly is: 'group'; readonly proposals: api.Schemas['Group']['proposals'] }
  | { readonly is: 'claims'; readonly claimIds: readonly string[] }
  | { readonly is: 'place'; readonly start: number; readonly end: number };

type Failure = api.Schemas['Failure']['error'] | null;

export function ReadingIsland(props: ReadingProps) {
  const say = useSay();
  const { documentId } = props.page.document;
  const [page, setPage] = useState(props.page);
  const [at, setAt] = useState(props.at);
  const [said, setSaid] = useState<Pick<ReadingProps, 'done' | 'need' | 'note'>>({
    done: props.done,
    need: props.need,
  });
  const [finish, setFinish] = useState(props.finish);
  // The first drawing is that of the server, which looks for nobody.
  const [isLive, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  const latest = useRef(page);
  latest.current = page;
  const minutes = useMinutes();
  const took = useRef<number[]>([]);
  const shownAt = useRef(0);
  const steps = useRef<Step[]>([]);
  const queue = useRef<Promise<void>>(Promise.resolve());

  useEffect(
    () => showLedger(page.asKnown, say('frame.entries', { n: page.asKnown.size })),
    [page.asKnown, say],
  );

  const hand = page.asKnown.past ? null : inHand(page.proposals, at);
  const could = useMemo(
    () => (hand === null || !isLive ? [] : couldJoin(page.proposals, hand)),
    [page, hand, isLive],
  );
  const [isTogether, setTogether] = useState(false);
  useEffect(() => {
    shownAt.current = Date.now();
  }, [hand?.proposalId, isTogether]);
  const rows = isTogether ? could : [];
  const seen = useInSight(rows.map(rowId));
  const sight = rows.filter((id) => seen.includes(rowId(id)));
  useEffect(() => {
    if (isTogether) bringUp('group');
  }, [isTogether]);

  const refresh = useCallback(async (): Promise<void> => {
    const got = await api.readDocument(documentId);
    if (!got.ok) return;
    const fresh = got.answer as unknown as DocumentPage;
    // Drawn at once, with the line of the ledger: what is announced next is there to be seen.
    flushSync(() => setPage(fresh));
    latest.current = fresh;
    if (fresh.proposals.every(({ decision }) => decision !== null)) {
      const end = await api.readFinish(documentId);
      if (end.ok) setFinish(end.answer as unknown as Answer<'finish'>);
    }
  }, [documentId]);

  /** Writes after what was written before, then reads what the ledger has now. */
  const write = useCallback(
    (
      work: () => Promise<api.Outcome<api.Schemas['Recorded']>>,
      after: (got: api.Schemas['Recorded']) => void,
      back: (failure: Failure) => void,
    ) => {
      queue.current = queue.current.then(async () => {
        const got = await work();
        await refresh();
        // Drawn before anything else happens: the next key finds what the voice has just told of.
        flushSync(() => {
          if (got.ok) after(got.answer);
          else back(got.failure);
        });
      });
    },
    [refresh],
  );

  const failed = (failure: Failure, proposalId?: string): void => {
    if (proposalId !== undefined) setAt(proposalId);
    const words =
      failure === null ? say('live.offline') : say('live.failed', { why: faultWords(failure.code, say) });
    if (failure?.code === 'person-needed') setSaid({ need: failure.field ?? 'unknown' });
    else setSaid({ note: words });
    announce(words);
  };

  const versionOf = (proposalId: string): number =>
    latest.current.proposals.find((one) => one.proposalId === proposalId)?.version ?? -1;

  const send = (proposal: ProposalView, body: api.Schemas['Decision']): void => {
    const { proposalId } = proposal;
    const is = body.decision;
    // Only an unbroken row of acceptances can be haste.
    took.current = is === 'accepted' ? [...took.current.slice(-30), Date.now() - shownAt.current] : [];
    setPage((now) => decidedAs(now, proposalId, is));
    setAt(nextOpen(latest.current.proposals, proposalId)?.proposalId);
    setSaid({});
    write(
      () => api.decide(proposalId, versionOf(proposalId), body),
      ({ claimIds, stood }) => {
        if (!stood) steps.current.push({ is: 'decision', proposalId, decision: is });
        setSaid({ done: { decision: is, made: claimIds.length } });
        announce(say(`reading.done.${is}`, { n: claimIds.length }));
      },
      (failure) => failed(failure, proposalId),
    );
  };

  const versions = (ids: readonly string[]): api.Schemas['Group'] => ({
    proposals: ids.map((proposalId) => ({ proposalId, version: versionOf(proposalId) })),
  });

  const acceptGroup = (): void => {
    // Once more at this moment: something may have moved since the last drawing.
    const ids = sight.filter((id) => isNow(rowId(id)));
    const n = ids.length;
    if (n < 2) return announce(say('group.none'));
    setTogether(false);
    took.current = [...took.current.slice(-30), Date.now() - shownAt.current];
    const after = ids.reduce((now, id) => decidedAs(now, id, 'accepted'), latest.current);
    setPage(after);
    setAt(nextOpen(after.proposals, ids.at(-1))?.proposalId);
    setSaid({});
    write(
      () => api.acceptGroup(documentId, versions(ids)),
      () => {
        // The versions of these acceptances: what somebody decides on one of them later is not theirs to take back.
        steps.current.push({ is: 'group', proposals: versions(ids).proposals });
        setSaid({ note: say('group.done', { n }) });
        announce(say('group.done', { n }));
      },
      (failure) => failed(failure, ids[0]),
    );
  };

  const gather = (isOn: boolean): void => {
    setTogether(isOn);
    setSaid({});
    if (!isOn && hand) requestAnimationFrame(() => bringUp(`p-${hand.proposalId}`));
  };

  const hold = (proposalId: string): void => {
    setTogether(false);
    setAt(proposalId);
  };

  const decide = (proposalId: string, form: HTMLFormElement): void => {
    const proposal = latest.current.proposals.find((one) => one.proposalId === proposalId);
    if (!proposal) return;
    const body = decisionIn(valuesOf(form), proposal);
    if (body) send(proposal, body);
    else setSaid({ need: 'speaker' });
  };

  const dismiss = (start: number, end: number): void =>
    write(
      () => api.placeAt(documentId, { start, end, state: 'dismissed' }),
      () => {
        steps.current.push({ is: 'place', start, end });
        setSaid({ note: say('reading.dismissed') });
        announce(say('reading.dismissed'));
      },
      (failure) => failed(failure),
    );

  const choosing = useChoosing(page, () => inHand(latest.current.proposals, at)?.passage.start ?? 0);

  const record = (form: HTMLFormElement): void => {
    const values = valuesOf(form);
    const { stretch } = choosing;
    const speaker = speakerIn(values, []);
    if (!stretch || page.text === null) return;
    if (!speaker) return setSaid({ need: 'speaker' });
    const { kind = '', modality = 'asserted' } = values;
    const quote = quoteOf(page.text, stretch);
    choosing.stop();
    write(
      () =>
        api.recordClaim(documentId, {
          kind,
          quote,
          start: stretch.start,
          speaker,
          modality,
          fields: fieldsIn(values),
          ...aboutIn(values),
        }),
      ({ claimIds }) => {
        steps.current.push({ is: 'claims', claimIds });
        setSaid({ note: say('missed.recorded') });
        announce(say('missed.recorded'));
      },
      (failure) => failed(failure),
    );
  };

  const undo = (): void => {
    const step = steps.current.pop();
    if (!step) return announce(say('reading.nothingToUndo'));
    const work = (): Promise<api.Outcome<api.Schemas['Recorded']>> => {
      if (step.is === 'decision') return api.undoDecision(step.proposalId, versionOf(step.proposalId));
      if (step.is === 'group') return api.undoGroup(documentId, { proposals: step.proposals });
      if (step.is === 'place')
        return api.placeAt(documentId, { start: step.start, end: step.end, state: 'open' });
      return retractAll(step.claimIds, say('missed.undone'));
    };
    write(
      work,
      () => {
        if (step.is === 'decision') setAt(step.proposalId);
        if (step.is === 'group') setAt(step.proposals[0]?.proposalId);
        const words =
          step.is === 'group' ? say('group.undone', { n: step.proposals.length }) : say('reading.undone');
        setSaid({ note: words });
        announce(words);
      },
      (failure) => failed(failure),
    );
  };

  /** A digit after a refusal says why: a further entry on the same proposal. */
  const because = (reason: '1' | '2' | '3' | '4' | '5'): void => {
    const last = steps.current.at(-1);
    if (last?.is !== 'decision' || last.decision !== 'refused') return;
    write(
      () => api.decide(last.proposalId, versionOf(last.proposalId), { decision: 'refused', reason }),
      () => announce(say('reading.because', { reason: say(`reason.${reason}`) })),
      (failure) => failed(failure),
    );
  };

  const step = (by: 1 | -1): void => {
    const open = inReadingOrder(latest.current.proposals).filter(isOpen);
    const hand = inHand(latest.current.proposals, at);
    const here = open.findIndex(({ proposalId }) => proposalId === hand?.proposalId);
    const next = open[(here + by + open.length) % open.length];
    if (next) hold(next.proposalId);
  };

  useFocus(hand?.proposalId ?? null, choosing.state === 'off');
  useActions({
    next: () => step(1),
    previous: () => step(-1),
    undo,
    group: isTogether ? acceptGroup : could.length > 1 ? () => gather(true) : undefined,
    unclaimed: () => goToUnclaimed(latest.current),
    dismiss: () => {
      const place = placeInFocus(latest.current);
      if (place) dismiss(place.start, place.end);
    },
    missed: props.mayDecide ? choosing.start : undefined,
    'reason-1': () => because('1'),
    'reason-2': () => because('2'),
    'reason-3': () => because('3'),
    'reason-4': () => because('4'),
    'reason-5': () => because('5'),
  });

  return (
    <Reading
      {...props}
      page={page}
      at={at}
      finish={finish}
      done={said.done}
      need={said.need}
      note={choosing.state === 'words' ? say('missed.choose') : said.note}
      acts={{ decide, dismiss, hold, group: { could, inSight: sight }, gather, acceptGroup }}
      isTogether={isTogether}
      work={isLive ? { minutes, isHasty: areHasty(took.current) } : undefined}
      find={isLive ? api.findRows : undefined}
      choosing={choosing.stretch}
      missing={
        choosing.state === 'form' && choosing.stretch && page.text !== null
          ? { quote: quoteOf(page.text, choosing.stretch), take: record, cancel: choosing.stop }
          : undefined
      }
    />
  );
}

/** Puts the focus on a card, and its beginning to the top of what can be seen. */
function bringUp(id: string): void {
  const card = document.getElementById(id);
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: 'start' });
}

function isNow(id: string): boolean {
  const element = document.getElementById(id);
  return element !== null && isInSight(element);
}

/** What a failure means to the reader; the code of one that has no words of its own says nothing to anybody. */
function faultWords(code: string, say: Say): string {
  const words = say.code('fault', code);
  return words === plain(code) ? say('fault.other') : words;
}

async function retractAll(
  claimIds: readonly string[],
  reason: string,
): Promise<api.Outcome<api.Schemas['Recorded']>> {
  let got: api.Outcome<api.Schemas['Recorded']> = { ok: false, failure: null };
  for (const claimId of claimIds) {
    got = await api.retractClaim(claimId, reason);
    if (!got.ok) return got;
  }
  return got;
}

function valuesOf(form: HTMLFormElement): Record<string, string> {
  const pairs = [...new FormData(form)];
  return Object.fromEntries(
    pairs.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
  );
}

/** A form as the API wants it; null where it does not say who speaks although it has to. */
function decisionIn(values: Record<string, string>, proposal: ProposalView): api.Schemas['Decision'] | null {
  const decision = values['decision'] as Decision;
  const words = lineOf(values['words']);
  const reason = values['reason'] as '1' | undefined;
  if (decision !== 'accepted')
    return { decision, ...(reason ? { reason } : {}), ...(words === '' ? {} : { words }) };
  const speaker = speakerIn(values, proposal.speaker.candidates);
  if (speaker === undefined) return null;
  const corrections = correctionsIn(values, proposal);
  return {
    decision,
    ...(speaker ? { speaker } : {}),
    ...(Object.keys(corrections).length === 0 ? {} : { corrections }),
    ...aboutIn(values),
  };
}

/** The rows that a form says the passage is about. */
function aboutIn(values: Record<string, string>): { about?: string[] } {
  const about = [...recordsIn(values)];
  return about.length === 0 ? {} : { about };
}

/** The page as it will be when the answer is written. */
function decidedAs(page: DocumentPage, proposalId: string, is: Decision): DocumentPage {
  const decision = { is, at: page.asKnown.at, by: '', reason: null };
  return {
    ...page,
    proposals: page.proposals.map((one) => (one.proposalId === proposalId ? { ...one, decision } : one)),
  };
}

/** Puts the focus on the card in hand when another one is, and its words into view. */
function useFocus(proposalId: string | null, isOn: boolean): void {
  const before = useRef<string | null | undefined>(undefined);
  useEffect(() => {
    if (!isOn || before.current === proposalId) return;
    const isFirst = before.current === undefined;
    before.current = proposalId;
    if (isFirst && location.hash !== '' && !location.hash.startsWith('#p-')) return;
    const card = document.getElementById(proposalId === null ? 'finish' : `p-${proposalId}`);
    document.getElementById(`t-p-${proposalId ?? ''}`)?.scrollIntoView({ block: 'nearest' });
    card?.focus();
  }, [proposalId, isOn]);
}

/** Goes to the next thing that nobody has claimed, round and round. */
function goToUnclaimed({ unclaimed }: DocumentPage): void {
  const here = Number(document.activeElement?.closest('[id^="u-"]')?.id.slice(2) ?? 0);
  const next = document.getElementById(`u-${(here % Math.max(1, unclaimed.length)) + 1}`);
  document.getElementById(`t-${next?.id ?? ''}`)?.scrollIntoView({ block: 'nearest' });
  next?.focus();
}

function placeInFocus({ unclaimed }: DocumentPage): { start: number; end: number } | null {
  const n = Number(document.activeElement?.closest('[id^="u-"]')?.id.slice(2) ?? 0);
  return unclaimed[n - 1]?.passage ?? null;
}
