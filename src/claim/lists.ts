/**
 * Controlled lists: versioned files in lists/, one per vocabulary, with our own definitions and the ids of
 * other vocabularies they map to. Every code that a schema accepts comes from
 * here, and no code of the program decides by a code that is not here. A list never has a default member:
 * whoever does not know writes UNK, NST or NAP, or OTHER with words.
 */
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Fault } from '#ground';
import { closed, oneOf } from './schema.ts';
import { SOURCES, type ListName } from './lists/index.ts';

/** Codes that a list may have beside its members. */
export const ABSENT = {
  OTHER: 'Something that is not in the list; the words say what.',
  UNK: 'Was asked and is not known.',
  NST: 'The source does not say.',
  NAP: 'Does not apply.',
} as const;
export type AbsentCode = keyof typeof ABSENT;
const ABSENT_CODES = Object.keys(ABSENT) as AbsentCode[];

const ListSchema = closed({
  list: Type.String({ pattern: '^[A-Z]{2,6}$' }),
  version: Type.Integer({ minimum: 1 }),
  title: Type.String({ minLength: 1 }),
  origin: Type.String({ minLength: 1 }),
  absent: Type.Array(oneOf(ABSENT_CODES)),
  members: Type.Array(
    closed({
      code: Type.String({ minLength: 1, maxLength: 40 }),
      definition: Type.String({ minLength: 5 }),
      maps: Type.Optional(
        Type.Record(Type.String({ pattern: '^[a-zA-Z]+$' }), Type.String({ minLength: 1 })),
      ),
    }),
    { minItems: 1 },
  ),
});
type ListSource = Type.Static<typeof ListSchema>;

/** One code with its meaning. `maps` holds ids of other vocabularies and properties, by name. */
export interface Member {
  readonly code: string;
  readonly definition: string;
  readonly maps: Readonly<Record<string, string>>;
}

/** A controlled list, frozen. */
export interface ControlledList {
  readonly name: ListName;
  readonly version: number;
  readonly title: string;
  readonly origin: string;
  /** Members in the order of the file, then the absent codes the list allows. */
  readonly members: readonly Member[];
  /** All codes, in the same order. */
  readonly codes: readonly string[];
  has(code: string): boolean;
  /** The member, or null when the list does not have the code. */
  get(code: string): Member | null;
}

const fits = Compile(ListSchema);
const loaded = new Map<ListName, ControlledList>();

/** Makes a list of what a file says. Throws Fault('bug') if the file breaks the form or names a code twice. */
export function makeList(name: ListName, source: unknown): ControlledList {
  if (!fits.Check(source) || source.list !== name)
    throw new Fault('bug', `list ${name} does not have the form of a list`);
  const file: ListSource = source;
  const own = new Set(file.members.map((member) => member.code));
  // A list may define an absent code in its own words (trial answers do); then its words stand.
  const absent = file.absent.filter((code) => !own.has(code));
  const members = [
    ...file.members.map(({ code, definition, maps }) =>
      Object.freeze({ code, definition, maps: Object.freeze({ ...maps }) }),
    ),
    ...absent.map((code) => Object.freeze({ code, definition: ABSENT[code], maps: Object.freeze({}) })),
  ];
  const byCode = new Map(members.map((member) => [member.code, member]));
  if (byCode.size !== members.length || own.size !== file.members.length)
    throw new Fault('bug', `list ${name} names a code twice`);
  return Object.freeze({
    name,
    version: file.version,
    title: file.title,
    origin: file.origin,
    members: Object.freeze(members),
    codes: Object.freeze(members.map((member) => member.code)),
    has: (code: string) => byCode.has(code),
    get: (code: string) => byCode.get(code) ?? null,
  });
}

/** The list of this name. Read and checked at first use. */
export function list(name: ListName): ControlledList {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const made = makeList(name, SOURCES[name]);
  loaded.set(name, made);
  return made;
}

/** The names of all lists. */
export const LIST_NAMES = Object.keys(SOURCES) as ListName[];

/** Schema of a code of a list, optionally of those members only that have this property. */
export function codeOf(name: ListName, only?: { readonly property: string; readonly is: string }) {
  const codes = list(name).members.filter(
    (member) => only === undefined || member.maps[only.property] === only.is || member.code in ABSENT,
  );
  return Type.Unsafe<string>({ type: 'string', enum: codes.map((member) => member.code) });
}

export type { ListName } from './lists/index.ts';
