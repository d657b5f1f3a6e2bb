import { describe, expect, test } from 'vitest';
import { pin } from '#evidence';
import { encodeAs } from './support/build.ts';

function kinds(text: string): string[] {
  return pin(text).damaged.map((span) => span.kind);
}

function spots(text: string): string[] {
  const pinned = pin(text);
  const signs = Array.from(pinned.text);
  return pinned.damaged.map((span) => `${span.kind}: ${signs.slice(span.start, span.end).join('')}`);
}

const SOUND = [
  'The ministry answered on Monday. It gave no number.\n\nRelatives were not told anything.',
  'A heading without a stop\n\nThe text under it is whole. It ends here.',
  'What they came for\n\nNobody knows where he came from. Nobody asks.',
  'Dear Sir,\n\nwe ask for your answer. We have waited for months.\n\nYours,\nA mother',
  'Names:\n• A. Tarn\n• B. Orvel\n• C. Misk\n\nThat is all of them.',
  'Մեզ ոչինչ չասացին։ Գերիների թիվը հայտնի չէ։\n\nՎերջ։',
  'لم ترد الوزارة. العدد غير معروف.\n\nقال شهود إنهم رأوا عشرين شخصا.',
  '# A title. With two sentences | A publisher of some renown | 2024-01-01 | en | original\n\nThe text.',
  'Where they are is unknown to all. This is what is known:\n— two in the north, place not given\n\nThat is all.',
  'РФ и РС подписали. Её письма «Рёв» не дошли.',
  'Ça coûte 5 € à São Tomé. L’été « Âge » ± Ñandú; Ð, Ø, Õ.',
  'The lines of this text are set to a width and\nbreak inside sentences all the time, which is\nhow letters looked for a hundred years and is\nno damage to anything that is said in them.',
  'one\n\ntwo\n\nthree',
  '',
];

describe('damage', () => {
  test.each(SOUND)('a sound text is not accused (%#)', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  test('a paragraph that ends on a word that cannot end a sentence was cut off', () => {
    const text =
      'It is believed that the situation is hardest for prisoners of\n\nDefenders say that many died.';
    expect(spots(text)).toEqual(['cut-off: of']);
    expect(pin(text).damaged[0]).toMatchObject({
      quality: 'truncated',
      why: expect.stringContaining('words are missing'),
    });
  });

  test('a paragraph of whole sentences whose last one has no end mark is marked', () => {
    const text =
      'The ombudsman did not answer our questions. In its reply, the body refused to give the numbers\n\nToday they are watched.';
    expect(spots(text)).toEqual(['no-sentence-end: numbers']);
  });

  test('a sentence torn by an empty line is one broken line, not two cut-offs', () => {
    const text = 'The soldiers who were taken near the\n\nbridge have not been seen since. Nobody answers.';
    expect(spots(text)).toEqual(['broken-line: \n\n']);
  });

  test('a single broken line inside a text that is not set to a width is marked', () => {
    const lines = Array.from(
      { length: 12 },
      (_, at) => `Sentence number ${at} stands whole on a line of its own.`,
    );
    lines.splice(5, 0, 'They said that the men\nwere moved to another camp.');
    expect(kinds(lines.join('\n'))).toEqual(['broken-line']);
  });

  test('a paragraph that stands twice is marked the second time', () => {
    const twice = 'According to the committee, forty-two persons are held in two places.';
    const pinned = pin(`${twice}\n\nOther words.\n\n${twice.replace(' in ', '\nin ')}`);
    expect(pinned.damaged[0]).toMatchObject({ kind: 'duplicate-paragraph', start: 85, quality: 'duplicate' });
  });

  test('lost, private and control characters are marked in code points', () => {
    const pinned = pin('🕊️ A\ufffd\ufffdB \ue001\ue002 C\u0092D');
    expect(pinned.damaged.map(({ kind, start, end }) => [kind, start, end])).toEqual([
      ['replacement-character', 4, 6],
      ['private-use', 8, 10],
      ['control-character', 12, 13],
    ]);
  });

  test('text decoded with the wrong character set is marked', () => {
    const utf8AsLatin = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
    expect(kinds(utf8AsLatin('Les détenus'))).toEqual(['mojibake']);
    expect(kinds(`It${new TextDecoder('windows-1251').decode(Buffer.from('Сорок два', 'utf8'))}`)).toContain(
      'mojibake',
    );
    expect(kinds('the ministryâ€™s reply')).toEqual(['mojibake']);
    expect(encodeAs('windows-1251', 'да')).toEqual(Uint8Array.of(0xe4, 0xe0));
  });

  test('a ruined text of any size gives a list that ends', () => {
    expect(pin('\ufffd '.repeat(100_000)).damaged).toHaveLength(500);
  });
});
