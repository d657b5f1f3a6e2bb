/**
 * A second reader for a random tenth (SPEC of the claim room, C39 and C40): asking for one, answering, taking the answer
 * back. Every step is an entry beside the first decisions; none of them changes one, and none makes a claim.
 */
import { DRAWN_BY, tenthOf, type RereadAnswer, type RereadingAnswered, type RereadingAsked } from '#claim';
import { Fault, isFault, newId, sha256Hex } from '#ground';
import { authoriseAppend } from './authorise.ts';
import { changedSince } from './judge-proposal.ts';
import type { Principal } from './principal.ts';
import type { Workspace } from './workspace.ts';

/** More than this in one sample is no sample for a person. */
const MOST = 10_000;

/**
 * Draws a tenth of what was answered yes or no, in one document or in everything that is open to the team. The seed is
 * made here, so that nobody chooses what is drawn; while a sample of the same place waits for answers, asking again
 * leads to that one, so that nobody draws until it pleases and pressing twice draws once. Throws Fault: not-allowed,
 * not-found, usage-wrong where nothing was answered yet or where there is too much for one sample.
 */
export async function askSecondReader(
  workspace: Workspace,
  principal: Principal,
  { documentId }: { documentId?: string | undefined } = {},
): Promise<{ rereadingId: string; drawn: number; population: number }> {
  authoriseAppend(principal, 'rereading-asked', 'open');
  const earlier = await drawnIn(workspace, principal, documentId);
  if (earlier.waiting) return earlier.waiting;
  const where = documentId === undefined ? {} : { documentId };
  const { proposals, compartment, asKnown } = await workspace.read(principal, 'work', {
    what: 'answered',
    ...where,
  });
  const population = proposals.length;
  if (population === 0)
    throw new Fault('usage-wrong', 'no proposal was answered yes or no yet', {
      hint: 'A second reader reads what a first one has answered.',
    });
  if (population > MOST * 10)
    throw new Fault('usage-wrong', 'too much was answered for one sample', {
      hint: 'Ask document by document.',
    });
  const decidedBy = new Map(proposals.map((one) => [one.proposalId, one.decidedBy]));
  const seed = sha256Hex(`${newId()} ${newId()}`);
  const sample = tenthOf([...decidedBy.keys()], seed).map((proposalId) => ({
    proposalId,
    decidedBy: decidedBy.get(proposalId) ?? 0,
  }));
  const rereadingId = newId();
  const body: RereadingAsked = {
    rereadingId,
    ...where,
    drawnBy: DRAWN_BY,
    seed,
    size: asKnown.size,
    population,
    sample,
  };
  // Of two who ask at the same moment, the second is led to the sample of the first.
  const idempotencyKey = `reread-ask:${documentId ?? 'all'}:${earlier.number}`;
  try {
    await workspace.append(principal, [{ type: 'rereading-asked', body, compartment, idempotencyKey }]);
  } catch (thrown) {
    const { waiting } = isFault(thrown, 'idempotency-mismatch')
      ? await drawnIn(workspace, principal, documentId)
      : { waiting: undefined };
    if (waiting) return waiting;
    throw thrown;
  }
  return { rereadingId, drawn: sample.length, population };
}

/** How many samples there are of a place, and the one that waits for answers. */
async function drawnIn(workspace: Workspace, principal: Principal, documentId: string | undefined) {
  const { rereadings } = await workspace.read(principal, 'work', { what: 'rereadings' });
  const own = rereadings.filter((one) => one.documentId === (documentId ?? null));
  return { number: own.length, waiting: own.find(({ figures }) => figures.waiting > 0) };
}

export interface AnswerAgain {
  readonly rereadingId: string;
  readonly proposalId: string;
  readonly answer: RereadAnswer;
  /** Needed of whoever shares a sign-in with the first reader: are they the same person? */
  readonly who?: RereadingAnswered['who'] | undefined;
  /** How the person is called; needed of another person under the sign-in of the first. */
  readonly reader?: string | undefined;
  readonly reason?: RereadingAnswered['reason'] | undefined;
  readonly words?: string | undefined;
  /** The turn and the version that the person looked at. */
  readonly turn?: RereadingAnswered['turn'] | undefined;
  readonly expected?: number | undefined;
}

/**
 * Records a second or a third answer. Throws Fault: not-found, not-allowed, changed-since, usage-wrong for who may not
 * answer it (the first reader as another person without a name, the second reader a third time).
 */
export async function answerAgain(
  workspace: Workspace,
  principal: Principal,
  call: AnswerAgain,
): Promise<{ turn: 'second' | 'third' }> {
  authoriseAppend(principal, 'rereading-answered', 'open');
  const { rereadingId, proposalId, answer, reader, reason, words, turn, expected } = call;
  const named = reader === undefined ? {} : { reader };
  const { items } = await workspace.read(principal, 'work', { what: 'rereading', rereadingId, ...named });
  const wanted = items.find((each) => each.proposalId === proposalId);
  if (!wanted) throw new Fault('not-found', `the sample has no proposal ${proposalId}`);
  const { waitsFor, version, compartment } = wanted;
  if (waitsFor === null || (turn ?? waitsFor) !== waitsFor || (expected ?? version) !== version)
    throw changedSince(proposalId);
  // Another sign-in is another person; within one, the person says it.
  const who = wanted.isFirstReader ? call.who : 'another-person';
  if (who === undefined)
    throw new Fault('usage-wrong', 'it is not said whether the first reader answers again', {
      hint: 'Say whether you gave the first answer yourself.',
    });
  if (wanted.isFirstReader && who === 'another-person' && reader === undefined)
    throw new Fault('usage-wrong', 'another person under the same sign-in needs a name', {
      hint: 'Give a name, initials or a number first.',
    });
  if (waitsFor === 'third' && (wanted.isSecondReader || who === 'same-person'))
    throw new Fault('usage-wrong', 'the third reader is neither the first nor the second', {
      hint: 'Let somebody else answer it; it waits.',
    });
  const body: RereadingAnswered = {
    rereadingId,
    proposalId,
    turn: waitsFor,
    answer,
    who,
    ...named,
    ...(reason === undefined || answer !== 'refused' ? {} : { reason }),
    ...(words === undefined ? {} : { words }),
  };
  await record(workspace, principal, body, { compartment, version });
  return { turn: waitsFor };
}

/** What a page showed as the newest answer, so that pressing twice does not take back two. */
export interface TakeBack extends Pick<AnswerAgain, 'rereadingId' | 'reader'> {
  readonly seen?: {
    readonly proposalId: string;
    readonly turn: 'second' | 'third';
    readonly version: number;
  };
}

/** Takes back the newest answer of this reader in a sample. Throws Fault: not-found, not-allowed, usage-wrong, changed-since. */
export async function takeAnswerBack(
  workspace: Workspace,
  principal: Principal,
  { rereadingId, reader, seen }: TakeBack,
): Promise<{ proposalId: string }> {
  authoriseAppend(principal, 'rereading-answered', 'open');
  const named = reader === undefined ? {} : { reader };
  const { items, last } = await workspace.read(principal, 'work', {
    what: 'rereading',
    rereadingId,
    ...named,
  });
  const wanted = items.find(({ proposalId }) => proposalId === last?.proposalId);
  if (!last || !wanted) throw new Fault('usage-wrong', 'this reader has no answer here to take back');
  const { proposalId, turn, version } = last;
  if (seen && (seen.proposalId !== proposalId || seen.turn !== turn || seen.version !== version))
    throw changedSince(seen.proposalId);
  const who = wanted.isFirstReader && reader === undefined ? 'same-person' : 'another-person';
  const body: RereadingAnswered = { rereadingId, proposalId, turn, answer: 'taken-back', who, ...named };
  await record(workspace, principal, body, { compartment: wanted.compartment, version });
  return { proposalId };
}

async function record(
  workspace: Workspace,
  principal: Principal,
  body: RereadingAnswered,
  { compartment, version }: { compartment: string; version: number },
): Promise<void> {
  const { rereadingId, proposalId, turn } = body;
  // Of two who answer in the same turn, the second is told so.
  const idempotencyKey = `reread:${rereadingId}:${proposalId}:${turn}:${version}`;
  try {
    await workspace.append(principal, [{ type: 'rereading-answered', body, compartment, idempotencyKey }]);
  } catch (thrown) {
    if (isFault(thrown, 'idempotency-mismatch')) throw changedSince(proposalId);
    throw thrown;
  }
}
