import { describe, expect, test } from 'vitest';
import { isFault } from '#ground';
import {
  ed25519Signer,
  formatCheckpoint,
  formatProof,
  Ledger,
  noteVerifier,
  openCheckpoint,
  openNote,
  parseCheckpoint,
  parseNote,
  parseProof,
  proofFor,
  signerOf,
  signNote,
  verifyProof,
  type NoteVerifier,
} from '#ledger';
import { history, SIGNER, VERIFIER } from './support/history.ts';

describe('signed notes', () => {
  // The example of Go's golang.org/x/mod/sumdb/note, made by an independent implementation.
  const key = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const note =
    'If you think cryptography is the answer to your problem,\n' +
    "then you don't know what your problem is.\n\n" +
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

  test('L15 a note made by another program is read and its signature holds', () => {
    const verifier = noteVerifier(key) as NoteVerifier;
    expect(openNote(note, [verifier])).toMatchObject({ ok: true, signedBy: ['PeterNeumann'] });
    expect(openNote(note.replace('answer', 'solution'), [verifier])).toEqual({
      ok: false,
      reason: 'bad-signature',
    });
    expect(openNote(note, [VERIFIER])).toEqual({ ok: false, reason: 'unknown-key' });
  });

  test('L15 a key that does not fit its mark, or of another algorithm, is no key', () => {
    const ours = SIGNER.key;
    expect(noteVerifier(ours)).not.toBeNull();
    for (const other of [
      ours.replace('+8', '+9'),
      ours.replace('habeas', 'Habeas'),
      `${ours}=`,
      '',
      'a+b+c',
    ]) {
      expect(noteVerifier(other)).toBeNull();
    }
  });

  test('L15 lines of unknown keys are ignored; a wrong line of a known key is not', async () => {
    const text = 'some text\n';
    const witness = ed25519Signer('witness.test', new Uint8Array(32).fill(9));
    const [ours, theirs] = [await signNote(text, SIGNER), await signNote(text, witness)];
    const both = ours + theirs.slice(text.length + 1);
    expect(openNote(both, [VERIFIER])).toMatchObject({ ok: true, signedBy: [SIGNER.name] });
    const known = noteVerifier(witness.key) as NoteVerifier;
    expect(openNote(both, [VERIFIER, known])).toMatchObject({ signedBy: [SIGNER.name, 'witness.test'] });
    const forged = ours + (await signNote('other text\n', witness)).slice('other text\n'.length + 1);
    expect(openNote(forged, [VERIFIER, known])).toEqual({ ok: false, reason: 'bad-signature' });
  });

  test.each([
    '',
    'text',
    'text\n',
    'text\n\n',
    'text\n\n— a\n',
    'text\n\n- a AAAAAAAA\n',
    'te\u0007xt\n\n— a AAAAAAAA\n',
    'text\n\n— a AAAAAAAA',
    'text\n\n— a AAAAAAAB=\n',
  ])('something else is no note: %j', (text) => expect(parseNote(text)).toBeNull());

  test('a text that could be taken for another one is not signed', async () => {
    for (const text of ['no end', 'a\u0000b\n', 'a\r\n']) {
      await expect(signNote(text, SIGNER)).rejects.toSatisfy((thrown) => isFault(thrown, 'bug'));
    }
    expect(() => ed25519Signer('has space', new Uint8Array(32))).toThrow();
    expect(() => ed25519Signer('short', new Uint8Array(31))).toThrow();
  });

  test('L15 the secret may be in another process', async () => {
    const publicKey = Buffer.from(SIGNER.key.split('+').slice(2).join('+'), 'base64').subarray(1);
    const remote = signerOf({ name: SIGNER.name, publicKey, sign: async (message) => SIGNER.sign(message) });
    expect(remote.key).toBe(SIGNER.key);
    expect(await signNote('text\n', remote)).toBe(await signNote('text\n', SIGNER));
  });
});

describe('checkpoints', () => {
  const root = new Uint8Array(32).fill(3);

  test('L15 the text is origin, size and root, and only that spelling', () => {
    const text = formatCheckpoint({ origin: 'o', size: 12, root });
    expect(text).toBe(`o\n12\n${Buffer.from(root).toString('base64')}\n`);
    expect(parseCheckpoint(text)).toEqual({ origin: 'o', size: 12, root });
    expect(parseCheckpoint(`${text}extension\n`)).toEqual({ origin: 'o', size: 12, root });
    for (const other of [
      text.replace('12', '012'),
      text.replace('12', '-1'),
      text.replace('12', '1e1'),
      text.slice(0, -1),
      `${text}\n`,
      text.replace('AwM', 'Aw'),
    ]) {
      expect(parseCheckpoint(other)).toBeNull();
    }
  });

  test('L15 a checkpoint counts only when its origin signed it', async () => {
    const foreign = await signNote(formatCheckpoint({ origin: 'other.test', size: 1, root }), SIGNER);
    expect(openCheckpoint(foreign, [VERIFIER])).toEqual({ ok: false, reason: 'unknown-key' });
    expect(openCheckpoint(await signNote('a\nb\nc\n', SIGNER), [VERIFIER])).toEqual({
      ok: false,
      reason: 'malformed',
    });
  });

  test('L14 a head that is signed already is not signed again', async () => {
    const { store, ledger } = await history(30, 'sign');
    const [one, two] = [await ledger.checkpoint(), await ledger.checkpoint()];
    expect(two).toEqual(one);
    expect(store.checkpoints.length).toBe(2);
    expect(openCheckpoint(one.note, [VERIFIER])).toMatchObject({ ok: true, checkpoint: { size: 30 } });
  });

  test('L14 a ledger that was cut back or rewritten is not signed', async () => {
    const { store, kept } = await history(40, 'sign');
    const shorter = await history(18, 'sign');
    const other = await history(60, 'another past');
    for (const { store: changed } of [shorter, other]) {
      const twin = changed.copy();
      twin.checkpoints = [...store.checkpoints];
      const ledger = await Ledger.open(twin, { signer: SIGNER });
      await expect(ledger.checkpoint()).rejects.toSatisfy((thrown) =>
        isFault(thrown, 'checkpoint-inconsistent'),
      );
      // Even when the stored checkpoint was replaced too, the one that was kept outside tells.
      twin.checkpoints = [];
      await expect(ledger.checkpoint([kept.note])).rejects.toSatisfy((thrown) =>
        isFault(thrown, 'checkpoint-inconsistent'),
      );
      expect(twin.checkpoints).toEqual([]);
    }
  });

  test('L14 an earlier checkpoint that cannot be checked stops the signing', async () => {
    const { store, ledger } = await history(20, 'sign');
    await ledger.append([{ type: 'claim-recorded', body: {}, actor: 'owner' }]);
    const last = store.checkpoints.pop();
    if (last) store.checkpoints.push({ ...last, note: last.note.replace('\n20\n', '\n19\n') });
    await expect(ledger.checkpoint()).rejects.toSatisfy((thrown) =>
      isFault(thrown, 'checkpoint-inconsistent'),
    );
  });
});

describe('proof of one entry', () => {
  test('L19 the text proves the entry it was made for, offline, and no other', async () => {
    const { store } = await history(50, 'proof');
    const text = await proofFor(store, 17);
    const leaf = (seq: number): string => store.list[seq]?.leaf ?? '';
    expect(verifyProof(text, leaf(17), [VERIFIER])).toEqual({ ok: true, seq: 17, size: 50 });
    expect(verifyProof(text, leaf(18), [VERIFIER])).toEqual({ ok: false, reason: 'not-included' });
    expect(verifyProof(text.replace('index 17', 'index 16'), leaf(17), [VERIFIER])).toMatchObject({
      ok: false,
    });
    expect(verifyProof(text, leaf(17), [])).toEqual({ ok: false, reason: 'unknown-key' });
    const parsed = parseProof(text);
    expect(Buffer.from(parsed?.extra ?? []).toString()).toBe(leaf(17));
    expect(parsed && formatProof(parsed)).toBe(text);
    expect(parsed && parseProof(formatProof({ ...parsed, extra: null }))?.extra).toBeNull();
  });

  test('an entry that no checkpoint covers has no proof yet', async () => {
    const { store, ledger } = await history(10, 'proof');
    await ledger.append([{ type: 'claim-recorded', body: {}, actor: 'owner' }]);
    await expect(proofFor(store, 10)).rejects.toSatisfy((thrown) => isFault(thrown, 'not-found'));
  });

  test.each([
    '',
    'c2sp.org/tlog-proof@v1\nindex 01\n\nx',
    'c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\nx',
    'c2sp.org/tlog-proof@v1\nextra !\nindex 1\n\nx',
    'c2sp.org/tlog-proof@v2\nindex 1\n\nx',
  ])('something else is no proof: %j', (text) =>
    expect(verifyProof(text, '', [VERIFIER])).toEqual({ ok: false, reason: 'malformed' }),
  );
});
