/** Row security as every migration writes it: who reaches a table is said by the transaction, and enforced by the server. */

/** True for the spine; evaluated once per statement because it stands in a sub-select. */
const WHOLE = `(select coalesce(current_setting('habeas.whole', true), '') = 'on')`;

/** Unset and empty both mean no compartment at all: after its transaction a setting comes back as '', not as null. */
export const MEMBER = `compartment = any ((select array(select jsonb_array_elements_text(
    nullif(current_setting('habeas.compartments', true), '')::jsonb)))::text[])`;

/** Row security with one policy: the spine, or whoever the rule lets through. */
export function closed(table: string, rule: string): string[] {
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy reach on ${table} using (${WHOLE} or ${rule}) with check (${WHOLE} or ${rule})`,
  ];
}
