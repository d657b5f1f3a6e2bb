import { afterAll, describe, expect, test } from 'vitest';
import {
  endIdleParser,
  extract,
  preserve,
  preservePasted,
  type Extraction,
  type IntakeOptions,
} from '#evidence';
import { docx, encodeAs, mail, pdf, utf16, utf8 } from './support/build.ts';

afterAll(() => endIdleParser());

async function read(
  bytes: Uint8Array,
  options: IntakeOptions & { charset?: string } = {},
): Promise<Extraction> {
  const { charset, ...intake } = options;
  return extract(bytes, preserve(bytes, intake), charset === undefined ? {} : { charset });
}

const RUSSIAN =
  'Министерство обороны сообщило, что в плену находятся сорок два человека. Родственники не получили ответа на свои письма.';
const ARABIC = 'قالت الوزارة إن عدد المحتجزين بلغ اثنين وأربعين شخصا، ولم ترد على أسئلة العائلات حتى الآن.';
const FRENCH =
  'Le ministère a déclaré que les détenus sont traités « très correctement » ; leurs familles ne reçoivent aucune réponse depuis l’été.';
const TURKISH =
  'Bakanlık kırk iki kişinin tutulduğunu açıkladı; aileler gönderdikleri mektuplara hâlâ cevap alamadı.';
const ARMENIAN = 'Նախարարությունը չպատասխանեց մեր հարցին։ Գերիների թիվը հայտնի չէ։';

describe('text', () => {
  test('UTF-8 is read with and without a byte order mark, in any script', async () => {
    for (const words of [RUSSIAN, ARABIC, ARMENIAN]) {
      expect((await read(utf8(words))).pinned.text).toBe(words);
      const marked = await read(utf8(`\ufeff${words}`));
      expect(marked.pinned.text).toBe(words);
      expect(marked.encoding).toEqual({ label: 'utf-8', basis: 'byte-order-mark', confidence: 100 });
    }
  });

  test('UTF-16 of either order is read with and without a byte order mark', async () => {
    for (const words of [RUSSIAN, ARABIC, ARMENIAN, FRENCH]) {
      for (const isBigEndian of [true, false]) {
        for (const withMark of [true, false]) {
          expect((await read(utf16(words, isBigEndian, withMark))).pinned.text).toBe(words);
        }
      }
    }
  });

  test.each([
    ['windows-1251', RUSSIAN],
    ['windows-1252', FRENCH],
    ['windows-1256', ARABIC],
    ['koi8-r', RUSSIAN],
    ['iso-8859-5', RUSSIAN],
    ['ibm866', RUSSIAN],
    ['windows-1254', TURKISH],
    ['iso-8859-6', ARABIC.replace('،', ',')],
    ['armscii-8', ARMENIAN],
  ] as const)('%s is told by its letters, says that it was guessed and how sure', async (label, words) => {
    const found = await read(encodeAs(label, words));
    expect(found.pinned.text).toBe(words);
    expect(found.encoding).toMatchObject({ label, basis: 'statistics' });
    expect(found.encoding?.confidence).toBeGreaterThan(50);
    expect(found.notices.map((notice) => notice.kind)).toContain('encoding-guessed');
  });

  test('a declared character set is used when the bytes bear it out, and overruled when they do not', async () => {
    const declared = await read(encodeAs('windows-1251', RUSSIAN), { charset: 'windows-1251' });
    expect(declared.encoding).toEqual({ label: 'windows-1251', basis: 'declared', confidence: 90 });
    const wrong = await read(utf8(RUSSIAN), { charset: 'windows-1251' });
    expect(wrong.pinned.text).toBe(RUSSIAN);
    expect(wrong.notices.map((notice) => notice.kind)).toEqual(['encoding-overruled']);
  });

  test('line ends become LF and nothing else changes: no composing, no dropped controls', async () => {
    const words = 'e\u0301te\u200d\u202bשלום\u202c\u00a0x\ufeffy';
    expect((await read(utf8(`${words}\r\nz\rq`))).pinned.text).toBe(`${words}\nz\nq`);
  });

  test('pasted text is pinned without a child and keeps every character', async () => {
    const { preserved, bytes } = preservePasted('\ufeff“Forty-two,” the ministry said 🕊️.');
    const found = await extract(bytes, preserved);
    expect(found.parser).toBe('paste/1');
    expect(found.pinned.text).toBe('\ufeff“Forty-two,” the ministry said 🕊️.');
  });

  test('Markdown stays as written, so that quotes match', async () => {
    const words = '# Reply\n\n- *forty-two* held\n';
    expect((await read(utf8(words), { fileName: 'reply.md' })).pinned.text).toBe(words);
  });
});

describe('HTML', () => {
  test('blocks become lines, lists keep their marks, table rows become tab-separated lines', async () => {
    const page = `<!doctype html><html lang="en"><head><title>The  reply</title><meta name="author" content="Desk"></head>
      <body><h1>The reply</h1><p>Forty-two   are <b>held</b>.<br>None was <i>named</i>.</p>
      <ul><li>first</li><li>second</li></ul><ol start="3"><li>third</li></ol>
      <table><tr><th>Name</th><th>Age</th></tr><tr><td><p>A. Tarn</p></td><td></td><td>41</td></tr></table></body></html>`;
    const found = await read(utf8(page));
    expect(found.pinned.text).toBe(
      'The reply\n\nForty-two are held.\nNone was named.\n\n• first\n• second\n\n3. third\n\nName\tAge\nA. Tarn\t\t41',
    );
    expect(found.fields).toEqual([
      { name: 'language', value: 'en' },
      { name: 'title', value: 'The reply' },
      { name: 'author', value: 'Desk' },
    ]);
  });

  test('what a browser would not show is left out and counted', async () => {
    const page =
      '<html><body><script>steal()</script><style>p{}</style><!-- note --><p hidden>secret</p><p style="color:red;display:none">gone</p><img src="x"><p>Seen.</p></body></html>';
    const found = await read(utf8(page));
    expect(found.pinned.text).toBe('Seen.');
    expect(found.dropped).toEqual({ scripts: 1, styles: 1, comments: 1, hidden: 2, images: 1 });
  });

  test('the character set a page declares is heard', async () => {
    const page = encodeAs(
      'windows-1251',
      `<html><head><meta charset="windows-1251"></head><body><p>${RUSSIAN}</p></body></html>`,
    );
    const found = await read(page);
    expect(found.pinned.text).toBe(RUSSIAN);
    expect(found.encoding?.basis).toBe('declared');
  });
});

describe('PDF', () => {
  test('pages are kept apart and known by their positions', async () => {
    const found = await read(pdf([['Forty-two are held.', 'No list was given.'], ['The second page.']]));
    expect(found.pinned.text).toBe('Forty-two are held.\nNo list was given.\n\f\nThe second page.');
    expect(found.regions).toEqual([
      { kind: 'page', start: 0, end: 38, number: 1 },
      { kind: 'page', start: 41, end: 57, number: 2 },
    ]);
  });

  test('a wide gap between lines becomes an empty line', async () => {
    const found = await read(pdf([['One paragraph.', '', 'Another paragraph.']]));
    expect(found.pinned.text).toBe('One paragraph.\n\nAnother paragraph.');
  });

  test('lines that fill the column and stop inside a sentence are joined, rows of a list are not', async () => {
    const found = await read(
      pdf([
        [
          'The ministry said in its reply that it holds forty-two citizens of the',
          'Republic of Orlav in two prisons. It declined to name these prisons for',
          'reasons of security.',
          '',
          '1. A. Tarn, taken near the bridge at the end of the month of May 2021',
          '2. B. Orvel',
        ],
      ]),
    );
    expect(found.pinned.text).toBe(
      'The ministry said in its reply that it holds forty-two citizens of the Republic of Orlav in two prisons. It declined to name these prisons for reasons of security.\n\n1. A. Tarn, taken near the bridge at the end of the month of May 2021\n2. B. Orvel',
    );
  });

  test('a page without text is flagged as a likely scan', async () => {
    const found = await read(pdf([['Words here.'], []]));
    // Where a recogniser is installed the page is read from its picture, which the notice says as well.
    expect(found.notices).toMatchObject([
      { kind: expect.stringMatching(/^(?:page-without-text|read-from-picture)$/), page: 2 },
    ]);
  });
});

describe('DOCX', () => {
  test('paragraphs and tables come out as from HTML, properties as fields', async () => {
    const core = {
      name: 'docProps/core.xml',
      content:
        '<cp:coreProperties><dc:title>List &amp; letter</dc:title><dc:creator>Clerk</dc:creator></cp:coreProperties>',
    };
    const body =
      '<w:p><w:r><w:t>Held since May.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>A. Tarn</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>41</w:t></w:r></w:p></w:tc></w:tr></w:tbl>';
    const found = await read(docx([], { body, extra: [core] }));
    expect(found.pinned.text).toBe('Held since May.\n\nA. Tarn\t41');
    expect(found.fields).toEqual([
      { name: 'title', value: 'List & letter' },
      { name: 'author', value: 'Clerk' },
    ]);
  });

  test('tracked deletions are not silent', async () => {
    const body =
      '<w:p><w:r><w:t>Forty-two held.</w:t></w:r><w:del w:id="1"><w:r><w:delText>Sixty held.</w:delText></w:r></w:del></w:p>';
    const found = await read(docx([], { body }));
    expect(found.pinned.text).toBe('Forty-two held.');
    expect(found.dropped).toEqual({ 'tracked-deletions': 1 });
    expect(found.notices).toMatchObject([{ kind: 'other-version' }]);
  });
});

describe('e-mail', () => {
  test('headers are fields beside the text, as the sender wrote them', async () => {
    const found = await read(mail({ body: 'We do not comment.\r\n' }));
    expect(found.mediaType).toBe('message/rfc822');
    expect(found.pinned.text).toBe('We do not comment.\n');
    expect(found.fields).toContainEqual({ name: 'subject', value: 'Re: your question' });
    expect(found.fields).toContainEqual({ name: 'from', value: 'Press Office <press@ministry.example>' });
    expect(found.fields).toContainEqual({ name: 'date', value: 'Tue, 7 Mar 2023 09:14:00 +0400' });
  });

  test('quoted earlier mails are marked by depth', async () => {
    const found = await read(mail({ body: 'No answer yet.\r\n\r\n> How many?\r\n>> Where?\r\nRegards' }));
    const marked = found.regions.map(({ start, end, number }) => [
      number,
      found.pinned.text.slice(start, end),
    ]);
    expect(marked).toEqual([
      [1, '> How many?'],
      [2, '>> Where?'],
    ]);
  });

  test('an earlier mail copied without marks is one region to the end', async () => {
    const found = await read(
      mail({ body: 'See below.\r\n\r\n-----Original Message-----\r\nHow many are held?' }),
    );
    expect(found.regions).toHaveLength(1);
    expect(found.pinned.text.slice(found.regions[0]?.start).trimEnd()).toBe(
      '-----Original Message-----\nHow many are held?',
    );
  });

  test('attachments and forwarded mails are child documents with their own digests', async () => {
    const inner = pdf([['Annex.']]);
    const forwarded = mail({ body: 'Earlier.' });
    const found = await read(
      mail({
        body: 'Attached.',
        attachments: [
          { name: 'annex.txt', type: 'text/plain', bytes: inner },
          { name: 'old.eml', type: 'message/rfc822', bytes: forwarded },
        ],
      }),
    );
    const [annex, old] = found.children;
    expect(annex?.preserved).toMatchObject({
      sha256: preserve(inner).sha256,
      mediaType: 'application/pdf',
      grade: 'E2',
    });
    expect(annex?.preserved.disagreement).toContain('the bytes say application/pdf');
    expect(old?.preserved.mediaType).toBe('message/rfc822');
    expect((await extract(old?.bytes ?? inner, old?.preserved ?? preserve(inner))).pinned.text.trim()).toBe(
      'Earlier.',
    );
  });

  test('a mail of HTML only is read as HTML', async () => {
    const raw =
      'Message-ID: <h@x.example>\r\nMIME-Version: 1.0\r\nSubject: s\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>One.</p><p>Two.</p>';
    expect((await read(utf8(raw))).pinned.text).toBe('One.\n\nTwo.');
  });
});
