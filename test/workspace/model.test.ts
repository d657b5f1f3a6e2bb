/** A model beside the rules in a workspace: who may choose one, which texts it never sees, and what is kept of it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registerParty, addDocument, askModel, chooseModel, nameOf, type DocumentIn } from '#workspace';
import { canary, formsOf, leaksIn } from '../support/canary.ts';
import { addReport, openDesk, REPORT, type TestDesk } from '../support/desk.ts';
import { envelope, serve, type Served } from '../reading/model/support.ts';

let desk: TestDesk;
let served: Served;
const REPLY = {
  claims: [
    {
      kind: 'count',
      quote: 'it holds 12 soldiers of Halden',
      attribution: {
        status: 'named',
        mention: 'The Ministry of Justice of Brevik said',
        name: 'Ministry of Justice of Brevik',
      },
      modality: 'asserted',
      subject: 'soldiers of Halden',
      fields: {
        operator: '=',
        number: 12,
        measure: 'taken',
        as_of: null,
        period: null,
        unit: null,
        vague: false,
      },
    },
    {
      kind: 'open_question',
      quote: 'Brevik television calls the soldiers terrorists',
      attribution: { status: 'author', mention: null, name: null },
      modality: 'asserted',
      subject: 'soldiers',
      fields: {},
    },
    {
      kind: 'open_question',
      quote: 'words that stand nowhere',
      attribution: { status: 'author', mention: null, name: null },
      modality: 'asserted',
      subject: '',
      fields: {},
    },
  ],
};

beforeEach(async () => {
  desk = await openDesk();
  served = await serve((response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(envelope(REPLY, { usage: { prompt_tokens: 10, completion_tokens: 20, cost: 0.002 } }));
  });
});
afterEach(() => served.close());

const choose = (url = served.url): Promise<void> =>
  chooseModel(desk.workspace, desk.owner, { url, model: 'invented', reason: 'tried on our own machine' });
const ask = (documentId: string) =>
  askModel(desk.workspace, desk.owner, { documentId, key: 'sk-canary-key' });
const page = (documentId: string) =>
  desk.workspace.read(desk.owner, 'work', { what: 'document', documentId });

describe('choosing', () => {
  test('there is none at first, and nothing is asked', async () => {
    const documentId = await addReport(desk);
    const found = await desk.workspace.read(desk.owner, 'work', { what: 'model' });
    expect(found).toMatchObject({ choice: { is: 'off' }, chosenAt: null });
    await expect(ask(documentId)).rejects.toMatchObject({ code: 'model-refused' });
    expect(served.heard).toEqual([]);
  });

  test('the owner chooses, and the choice is an entry with a reason; nobody else may', async () => {
    await choose();
    const found = await desk.workspace.read(desk.owner, 'work', { what: 'model' });
    expect(found.choice).toMatchObject({ is: 'on', model: 'invented', reach: 'loopback' });
    for (const role of ['lead', 'documenter', 'reader', 'partner', 'public'] as const)
      await expect(
        chooseModel(desk.workspace, desk.as[role], { url: served.url, model: 'm', reason: 'r' }),
      ).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('switched off again it is off, and both choices stay', async () => {
    const documentId = await addReport(desk);
    await choose();
    await chooseModel(desk.workspace, desk.owner, { off: true, reason: 'the journey begins' });
    await expect(ask(documentId)).rejects.toMatchObject({ code: 'model-refused' });
    const { lines } = await desk.workspace.read(desk.owner, 'work', { what: 'history', about: 'model' });
    expect(lines).toHaveLength(2);
  });

  test('an address with a secret in it is not recorded', async () => {
    await expect(choose('https://name:secret@models.example/v1')).rejects.toMatchObject({
      code: 'usage-wrong',
    });
    await expect(choose('http://models.example/v1')).rejects.toMatchObject({ code: 'usage-wrong' });
  });
});

describe('asking', () => {
  test('what the model alone says becomes proposals beside those of the rules, and nothing is claimed', async () => {
    const documentId = await addReport(desk);
    const before = await page(documentId);
    await choose();
    const answered = await ask(documentId);
    expect(answered).toMatchObject({ added: 1, rejected: 1, failed: 0, parts: 1, costMicros: 2000 });
    const after = await page(documentId);
    expect(after.claims).toEqual([]);
    expect(after.proposals).toHaveLength(before.proposals.length + 1);
    const alone = after.proposals.find(({ rule }) => rule.startsWith('model:'));
    expect(alone?.flags).toContain('model-alone');
    expect(after.text?.includes(alone?.passage.exact ?? '?')).toBe(true);
  });

  test('where both read the same words and differ, the card says in what', async () => {
    const documentId = await addReport(desk);
    await choose();
    expect((await ask(documentId)).differing).toBe(1);
    const shown = (await page(documentId)).proposals.find(({ passage }) =>
      passage.exact.includes('12 soldiers'),
    );
    expect(shown?.flags).toContain('readers-differ');
    expect(shown?.second).toContainEqual({ field: 'measure', rules: 'held', model: 'taken' });
  });

  test('asked twice, its proposals stand once; read by the rules alone they would be gone with it', async () => {
    const documentId = await addReport(desk);
    await choose();
    await ask(documentId);
    const once = (await page(documentId)).proposals.length;
    await ask(documentId);
    expect((await page(documentId)).proposals).toHaveLength(once);
  });

  test('the ledger keeps who was asked, what came back and what was rejected; not the key, not the text', async () => {
    const documentId = await addReport(desk);
    await choose();
    await ask(documentId);
    const entries = await desk.store.entries({ from: 0, to: 1_000, compartments: ['open', 'sealed'] });
    const body = entries.find(({ body: held }) => held?.includes('promptSha256'))?.body ?? '';
    expect(JSON.parse(body)).toMatchObject({
      model: 'invented-7b',
      reach: 'loopback',
      tokensIn: 10,
      tokensOut: 20,
      costMicros: 2000,
      rejected: [{ chunk: 0, check: 2, why: 'not-in-text' }],
    });
    expect(entries.some(({ body: held }) => held?.includes('sk-canary-key'))).toBe(false);
  });

  test('readers of the team may not ask', async () => {
    const documentId = await addReport(desk);
    await choose();
    await expect(askModel(desk.workspace, desk.as.reader, { documentId })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect(served.heard).toEqual([]);
  });
});

describe('texts that no model sees: not one byte of them reaches the endpoint', () => {
  const open = { tlp: 'TLP:CLEAR' as const, caveats: [], compartment: 'open' };
  const cases: readonly (readonly [string, Partial<DocumentIn>])[] = [
    ['in a sealed compartment', { handling: { ...open, compartment: 'sealed' } }],
    ...['SOURCE', 'COUNSEL', 'MINOR', 'MED', 'SV', 'DEATH-PENDING', 'NEGO', 'EXILE', 'NOEXPORT'].map(
      (caveat): [string, Partial<DocumentIn>] => [
        `under the caveat ${caveat}`,
        { handling: { ...open, caveats: [caveat] } },
      ],
    ),
    ['labelled TLP:RED', { handling: { ...open, tlp: 'TLP:RED' } }],
    ['labelled TLP:AMBER+STRICT', { handling: { ...open, tlp: 'TLP:AMBER+STRICT' } }],
    ['a letter that is not public', { kind: 'letter', isPublic: false }],
    ['notes that are not public', { kind: 'notes', isPublic: false }],
    ['headed as a witness statement', { title: 'Witness statement' }],
    ['headed as a talk with a delegate', { title: 'What an ICRC delegate told us' }],
    ['headed so in Russian', { title: 'Показания свидетеля' }],
    ['headed so in Armenian', { title: 'Վկայի ցուցմունք' }],
  ];

  test.each(cases)('%s', async (_, change) => {
    const token = canary('model');
    await choose();
    const documentId = await addReport(desk, {
      ...change,
      pasted: `${REPORT}\n${token} was not heard of again.\n`,
    });
    await expect(ask(documentId)).rejects.toMatchObject({ code: 'model-refused' });
    expect(served.heard).toEqual([]);
  });

  test('a relative’s or a delegate’s own paper, by who issued it', async () => {
    await choose();
    for (const [kind, isIcrc] of [
      ['family', false],
      ['person', false],
      ['humanitarian', true],
    ] as const) {
      const partyId = await registerParty(desk.workspace, desk.owner, {
        names: [nameOf(`Issuer ${kind}`)],
        kind,
        isIcrc,
      });
      const { documentId } = await addDocument(desk.workspace, desk.owner, {
        pasted: `${REPORT}\nIssued by ${kind}.\n`,
        publisher: { kind: 'party', partyId },
      });
      await expect(ask(documentId)).rejects.toMatchObject({ code: 'model-refused' });
    }
    expect(served.heard).toEqual([]);
  });

  test('a model elsewhere gets public texts only, and the refusal comes before the call', async () => {
    // Nobody listens there; a call would come back as a part without an answer and not as a refusal.
    await choose('https://0.0.0.0:1/v1');
    const { documentId } = await addDocument(desk.workspace, desk.owner, { pasted: REPORT });
    await expect(ask(documentId)).rejects.toMatchObject({ code: 'model-refused' });
  });

  test('the search for leaks would find one: the same token in an open text does arrive', async () => {
    const token = canary('model');
    await choose();
    await ask(await addReport(desk, { pasted: `${REPORT}\n${token} was not heard of again.\n` }));
    const content = served.heard.map(({ body }) => body).join('\n');
    expect(leaksIn([{ name: 'endpoint', content }], [token])).not.toEqual([]);
    expect(formsOf(token).length).toBeGreaterThan(5);
  });
});
