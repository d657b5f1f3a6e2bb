/**
 * Persons that keep their name through joining and splitting. A group takes the id of the earlier person most of whose
 * records it holds; what is left over becomes a new person; no id is ever used for someone else. What changed is told
 * record by record, so that a history can be kept and read backwards.
 */

export interface KnownPerson {
  readonly personId: string;
  readonly records: readonly string[];
}

export interface PersonChange {
  readonly change: 'linked' | 'unlinked';
  readonly record: string;
  readonly personId: string;
}

export interface PersonsNow {
  /** Sorted by id. */
  readonly persons: readonly KnownPerson[];
  /** What is different from before; empty when nothing is. */
  readonly changes: readonly PersonChange[];
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Groups that want an earlier person's id, the best claim first. */
function claims(
  groups: readonly (readonly string[])[],
  before: readonly KnownPerson[],
): { group: number; personId: string; shared: number }[] {
  const personOf = new Map(
    before.flatMap(({ personId, records }) => records.map((record) => [record, personId] as const)),
  );
  const found = groups.flatMap((records, group) => {
    const shared = new Map<string, number>();
    for (const record of records) {
      const personId = personOf.get(record);
      if (personId !== undefined) shared.set(personId, (shared.get(personId) ?? 0) + 1);
    }
    return [...shared].map(([personId, count]) => ({ group, personId, shared: count }));
  });
  const first = (group: number): string => groups[group]?.[0] ?? '';
  return found.sort(
    (a, b) => b.shared - a.shared || byText(a.personId, b.personId) || byText(first(a.group), first(b.group)),
  );
}

/**
 * The persons of these groups of records. `used` holds every id that was ever given out and is not to be given again;
 * a new person is named after its smallest record. Deterministic whatever the order of groups and records.
 */
export function personsNow(
  grouped: readonly (readonly string[])[],
  before: readonly KnownPerson[] = [],
  used: Iterable<string> = [],
): PersonsNow {
  const groups = grouped
    .map((records) => [...records].sort(byText))
    .sort((a, b) => byText(a[0] ?? '', b[0] ?? ''));
  const taken = new Set([...used, ...before.map(({ personId }) => personId)]);
  const idOf = new Map<number, string>();
  const given = new Set<string>();
  for (const { group, personId } of claims(groups, before)) {
    if (idOf.has(group) || given.has(personId)) continue;
    idOf.set(group, personId);
    given.add(personId);
  }
  const persons = groups.map((records, group): KnownPerson => {
    let personId = idOf.get(group);
    for (let n = 1; personId === undefined; n++) {
      const name = n === 1 ? (records[0] ?? '') : `${records[0] ?? ''}~${n}`;
      if (!taken.has(name)) personId = name;
    }
    taken.add(personId);
    return { personId, records };
  });
  return {
    persons: persons.sort((a, b) => byText(a.personId, b.personId)),
    changes: changesBetween(before, persons),
  };
}

function changesBetween(before: readonly KnownPerson[], now: readonly KnownPerson[]): PersonChange[] {
  const pairs = (persons: readonly KnownPerson[]): Map<string, PersonChange> =>
    new Map(
      persons.flatMap(({ personId, records }) =>
        records.map((record) => [`${record}\n${personId}`, { change: 'linked' as const, record, personId }]),
      ),
    );
  const [earlier, later] = [pairs(before), pairs(now)];
  const gone = [...earlier]
    .filter(([key]) => !later.has(key))
    .map(([, one]) => ({ ...one, change: 'unlinked' as const }));
  const come = [...later].filter(([key]) => !earlier.has(key)).map(([, one]) => one);
  return [...gone, ...come].sort(
    (a, b) => byText(a.record, b.record) || byText(b.change, a.change) || byText(a.personId, b.personId),
  );
}
