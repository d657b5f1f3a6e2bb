/**
 * The check before serving: row security is a backstop only if nothing on the server undoes it, and an acknowledgement
 * means something only if the server is durable. Each finding of security.md §b.6 is one probe; any hit refuses.
 * It reads catalogues only, never rows.
 */
import { Fault } from '#ground';
import type { Database } from './connect.ts';
import { MIGRATIONS, MIGRATION_TABLE } from './migrations/all.ts';

interface Probe {
  /** Word in the fault's message, explained in the runbook. */
  readonly name: string;
  /** Returns one row per offender: `what` names a role, table or setting, never content. $1 is the schema. */
  readonly finds: string;
}

const CLOSED_TABLES = `(
  select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c
  where c.relnamespace = to_regnamespace($1) and c.relkind in ('r', 'p') and (
    c.relname in ('blob', 'blob_chunk') or exists (
      select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'compartment' and not a.attisdropped)))`;

/** The role itself and every role it could become. */
const MY_ROLES = `(select oid, rolname, rolsuper, rolbypassrls from pg_roles where pg_has_role(current_user, oid, 'member'))`;

const PROBES: readonly Probe[] = [
  {
    name: 'server-too-old',
    finds: `select 'version' as what where current_setting('server_version_num')::int < 150000 and $1 <> ''`,
  },
  {
    name: 'not-utf8',
    finds: `select 'server_encoding' as what where current_setting('server_encoding') <> 'UTF8' and $1 <> ''`,
  },
  {
    name: 'not-durable',
    finds: `select name as what from pg_settings
      where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off' and $1 <> ''`,
  },
  {
    name: 'logs-content',
    finds: `select name as what from pg_settings where $1 <> '' and (
      (name = 'log_statement' and setting <> 'none') or
      (name in ('log_min_duration_statement', 'log_min_duration_sample') and setting <> '-1') or
      (name = 'log_parameter_max_length_on_error' and setting <> '0'))`,
  },
  {
    name: 'row-security-missing',
    finds: `select relname as what from ${CLOSED_TABLES} t where not relrowsecurity`,
  },
  {
    name: 'row-security-not-forced',
    finds: `select relname as what from ${CLOSED_TABLES} t where not relforcerowsecurity`,
  },
  {
    name: 'policy-wrong',
    finds: `select t.relname as what from ${CLOSED_TABLES} t
      left join pg_policy p on p.polrelid = t.oid
      group by t.relname
      having count(p.oid) <> 1 or bool_or(p.polcmd <> '*' or p.polwithcheck is null
        or pg_get_expr(p.polqual, p.polrelid) <> pg_get_expr(p.polwithcheck, p.polrelid)
        or pg_get_expr(p.polqual, p.polrelid) !~ 'habeas\\.(compartments|blob)')`,
  },
  {
    name: 'role-too-strong',
    finds: `select rolname as what from ${MY_ROLES} r where (rolsuper or rolbypassrls) and $1 <> ''`,
  },
  {
    name: 'role-owns',
    finds: `select distinct r.rolname as what from ${MY_ROLES} r where
      exists (select 1 from pg_class c where c.relowner = r.oid and c.relnamespace = to_regnamespace($1)) or
      exists (select 1 from pg_namespace n where n.nspowner = r.oid and n.oid = to_regnamespace($1))`,
  },
  {
    name: 'ledger-changeable',
    finds: `select c.relname as what from pg_class c
      where c.relnamespace = to_regnamespace($1) and c.relname in ('leaf', 'tile', 'checkpoint') and (
        has_any_column_privilege(c.oid, 'update') or has_table_privilege(c.oid, 'delete, truncate, trigger'))`,
  },
  {
    name: 'view-of-owner',
    finds: `select distinct v.relname as what from pg_rewrite w
      join pg_class v on v.oid = w.ev_class and v.relkind in ('v', 'm')
      join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass
      join pg_class t on t.oid = d.refobjid and t.relnamespace = to_regnamespace($1)
      where v.relkind = 'm' or not coalesce(v.reloptions && array['security_invoker=true', 'security_invoker=on'], false)`,
  },
  {
    name: 'security-definer',
    finds: `select p.proname as what from pg_proc p where p.prosecdef and (
      p.pronamespace = to_regnamespace($1) or
      p.proowner in (select relowner from pg_class where relnamespace = to_regnamespace($1)))`,
  },
];

async function checkVersion(db: Database, schema: string): Promise<void> {
  const found = await db.ask(
    `select 1 from pg_class where relnamespace = to_regnamespace($1) and relname = $2
       and has_schema_privilege(relnamespace, 'usage') and has_table_privilege(oid, 'select')`,
    [schema, MIGRATION_TABLE],
  );
  if (found.length === 0) {
    throw new Fault('store-unsafe', 'the schema was not migrated, or this role may not use it');
  }
  const ran = new Set(
    (await db.ask(`select name from ${MIGRATION_TABLE}`)).map((row) => String(row['name'])),
  );
  if ([...ran].some((name) => !(name in MIGRATIONS))) {
    throw new Fault('vault-newer', 'the database was migrated by a newer version');
  }
  if (ran.size < Object.keys(MIGRATIONS).length) {
    throw new Fault(
      'store-unsafe',
      'the schema is of an older version; run the migration as the owner first',
    );
  }
}

/** Throws Fault('store-unsafe') with every finding as `finding: name`, or Fault('vault-newer'). */
export async function checkSafety(db: Database, schema: string): Promise<void> {
  const found: string[] = [];
  for (const probe of PROBES) {
    for (const row of await db.ask(probe.finds, [schema]))
      found.push(`${probe.name}: ${String(row['what'])}`);
  }
  if (found.length > 0)
    throw new Fault('store-unsafe', `the server is not set up safely (${found.join('; ')})`);
  await checkVersion(db, schema);
}
