/**
 * Canaries: secret values that must not leave. A token is planted in every sealed value; then everything that a
 * role can reach is searched for it in every form it could take on the way. Generic: later doors bring their own
 * list of places (bar R14).
 */
import { createHash, randomBytes } from 'node:crypto';

/** A word that occurs nowhere else. It has letters that change under normalisation, case and escaping. */
export function canary(name: string): string {
  return `Canary\u00e9${name}${randomBytes(6).toString('hex')}&\u018f`;
}

/** The forms in which a token may appear: normalised, cased, escaped, encoded, hashed. */
export function formsOf(token: string): readonly string[] {
  const plain = [token, token.normalize('NFD'), token.normalize('NFC')];
  const cased = plain.flatMap((form) => [form, form.toLowerCase(), form.toUpperCase()]);
  const bare = cased.map((form) => form.normalize('NFD').replaceAll(/\p{M}/gu, ''));
  const words = [...new Set([...cased, ...bare])];
  const written = words.flatMap((form) => [
    form,
    form.replaceAll('&', '&amp;'),
    JSON.stringify(form).slice(1, -1),
    encodeURIComponent(form),
    new URLSearchParams({ x: form }).toString().slice(2),
    [...form]
      .map((char) => (char > '~' ? `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}` : char))
      .join(''),
  ]);
  const encoded = [token, token.normalize('NFD')].flatMap((form) => {
    const bytes = Buffer.from(form);
    // Base64 shifts with what stands before: the middle of each of the three shifts is searched for.
    const shifts = [0, 1, 2].map((n) =>
      Buffer.concat([Buffer.alloc(n), bytes])
        .toString('base64')
        .slice(4, -4),
    );
    return [
      ...shifts,
      ...shifts.map((one) => one.replaceAll('+', '-').replaceAll('/', '_')),
      bytes.toString('hex'),
    ];
  });
  const hashed = [token, token.normalize('NFD')].flatMap((form) => {
    const digest = createHash('sha256').update(form).digest();
    return [digest.toString('hex'), digest.toString('base64')];
  });
  return [...new Set([...written, ...encoded, ...hashed])];
}

/** Somewhere that was looked at: a name for the report, and everything that was there. */
export interface Place {
  readonly name: string;
  readonly content: string;
}

/** Every place where one of the tokens stands in one of its forms, as "place: token". */
export function leaksIn(places: readonly Place[], tokens: readonly string[]): readonly string[] {
  const forms = tokens.map((token) => ({ token, forms: formsOf(token) }));
  return places.flatMap(({ name, content }) =>
    forms
      .filter(({ forms }) => forms.some((form) => content.includes(form)))
      .map(({ token }) => `${name}: ${token}`),
  );
}

/** Addresses of which there are as many as there are things, and of which a few tell everything. */
const A_FEW: readonly (readonly [kind: RegExp, most: number])[] = [
  [/[?&]about=/, 20],
  [/^\/history\//, 40],
  [/[?&](?:paper|sure)=/, 12],
];

/** Follows the links of pages until there is nothing new. `get` gives everything an answer says, headers included. */
export async function crawl(
  start: readonly string[],
  get: (url: string) => Promise<string>,
  limit = 2_000,
): Promise<readonly Place[]> {
  const waiting = [...start];
  const seen = new Set<string>();
  const places: Place[] = [];
  const ofKind = new Map<number, number>();
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    const address = url.split('#')[0] ?? '';
    if (seen.has(address) || seen.size >= limit) continue;
    const kind = A_FEW.findIndex(([one]) => one.test(address));
    const [, most = Infinity] = A_FEW[kind] ?? [];
    const followed = (ofKind.get(kind) ?? 0) + 1;
    ofKind.set(kind, followed);
    if (followed > most) continue;
    seen.add(address);
    const content = await get(address);
    places.push({ name: `GET ${address}`, content });
    for (const [, next = ''] of content.matchAll(/(?:href|action|location: )"?=?"?(\/[^"\s]*)/g))
      waiting.push(next.replaceAll('&amp;', '&'));
  }
  return places;
}
