/**
 * Writes the current definition of each table, view and function, read from the catalog of a migrated database.
 * Migrations remain the only source: these files answer “what is this function now” in one place.
 */
import type { Backend } from '../supabase/local/backend.ts'

/** The text of each file, by its path below `supabase/schemas/`. */
type Files = Record<string, string>

interface Definition {
  schema: string
  name: string
  definition: string
}

const header = '-- Written by `npm run schema` from the migrations: change those, not this.\n'

// One row per table or view: its parts in reading order.
const relations = `
select n.nspname as schema, c.relname as name, concat_ws(E'\\n\\n',
  case c.relkind
    when 'v' then format(E'create view %I.%I with (%s) as\\n%s', n.nspname, c.relname,
      array_to_string(coalesce(c.reloptions, '{}'), ', '), pg_get_viewdef(c.oid, true))
    else format(E'create table %I.%I (\\n%s\\n);', n.nspname, c.relname, (
      select string_agg(line, E',\\n' order by rank, position, line) from (
        select 1 as rank, a.attnum::int as position, format('  %I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
          case when a.attidentity <> '' then ' generated ' || case a.attidentity when 'a' then 'always' else 'by default' end || ' as identity'
            when a.attgenerated <> '' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
            when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end,
          case when a.attnotnull then ' not null' else '' end) as line
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        union all
        select 2, 0, format('  constraint %I %s', k.conname, pg_get_constraintdef(k.oid, true))
        from pg_constraint k where k.conrelid = c.oid and k.contype in ('c', 'p', 'u', 'f', 'x')
      ) lines))
  end,
  (select format('comment on %s %I.%I is %L;', case c.relkind when 'v' then 'view' else 'table' end, n.nspname, c.relname, d.description)
   from pg_description d where d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0),
  (select string_agg(format('comment on column %I.%I.%I is %L;', n.nspname, c.relname, a.attname, d.description), E'\\n' order by a.attnum)
   from pg_description d join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid
   where d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid > 0),
  (select E'-- From which state a row may come to which: rows of public.state_transitions.\\n' || string_agg(format('--   %s → %s', coalesce(nullif(from_state, ''), '(new)'), states), E'\\n' order by from_state collate "C")
   from (select from_state, string_agg(to_state, ', ' order by to_state collate "C") as states
     from public.state_transitions where n.nspname = 'public' and table_name = c.relname group by from_state) transitions),
  (select string_agg(pg_get_indexdef(i.indexrelid) || ';', E'\\n' order by x.relname collate "C")
   from pg_index i join pg_class x on x.oid = i.indexrelid
   where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))),
  (select string_agg(pg_get_triggerdef(t.oid, true) || ';', E'\\n' order by t.tgname collate "C")
   from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal),
  case when c.relrowsecurity then format('alter table %I.%I enable row level security;', n.nspname, c.relname) end,
  (select string_agg(format(E'create policy %I on %I.%I%s for %s to %s%s%s;', p.policyname, p.schemaname, p.tablename,
      case p.permissive when 'PERMISSIVE' then '' else ' as restrictive' end,
      lower(p.cmd), array_to_string(p.roles, ', '),
      E'\\n  using (' || p.qual || ')', E'\\n  with check (' || p.with_check || ')'), E'\\n' order by p.policyname collate "C")
   from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname),
  (select string_agg(format('grant %s on %I.%I to %s;', privileges, n.nspname, c.relname, grantee), E'\\n' order by grantee collate "C") from (
     select r.rolname as grantee, string_agg(lower(g.privilege_type), ', ' order by g.privilege_type) as privileges
     from aclexplode(c.relacl) g join pg_roles r on r.oid = g.grantee
     where r.rolname in ('anon', 'authenticated', 'service_role') and g.privilege_type <> 'MAINTAIN'
     group by r.rolname) g),
  (select string_agg(format('grant %s (%s) on %I.%I to %s;', privilege, cols, n.nspname, c.relname, grantee), E'\\n' order by grantee collate "C", privilege) from (
     select r.rolname as grantee, lower(g.privilege_type) as privilege, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as cols
     from pg_attribute a, aclexplode(a.attacl) g join pg_roles r on r.oid = g.grantee
     where a.attrelid = c.oid and not a.attisdropped and r.rolname in ('anon', 'authenticated', 'service_role')
     group by r.rolname, g.privilege_type) g)
) as definition
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('public', 'private') and c.relkind in ('r', 'p', 'v')`

// Functions with the same name (overloads) share a file.
const functions = `
select n.nspname as schema, p.proname as name, string_agg(concat_ws(E'\\n\\n',
  rtrim(pg_get_functiondef(p.oid), E' \\n') || ';',
  (select format('comment on %s %I.%I(%s) is %L;', case p.prokind when 'p' then 'procedure' else 'function' end,
     n.nspname, p.proname, pg_get_function_identity_arguments(p.oid), d.description)
   from pg_description d where d.objoid = p.oid and d.classoid = 'pg_proc'::regclass),
  (select string_agg(format('grant execute on function %I.%I(%s) to %s;', n.nspname, p.proname,
     pg_get_function_identity_arguments(p.oid), r.rolname), E'\\n' order by r.rolname collate "C")
   from aclexplode(p.proacl) g join pg_roles r on r.oid = g.grantee
   where r.rolname in ('anon', 'authenticated', 'service_role'))
), E'\\n\\n' order by pg_get_function_identity_arguments(p.oid) collate "C") as definition
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname in ('public', 'private') and p.prokind in ('f', 'p')
  and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
group by n.nspname, p.proname`

function filesOf(rows: Definition[], kind: string): Files {
  return Object.fromEntries(
    rows.map(({ schema, name, definition }) => [
      `supabase/schemas/${schema}/${kind}/${name}.sql`,
      `${header}\n${definition.replaceAll(/[ \t]+$/gm, '').trimEnd()}\n`,
    ]),
  )
}

/**
 * The definition of each table, view (with columns, constraints, indexes, triggers, policies and grants) and function
 * of `public` and `private`, by the path of its file. The database must contain only the migrations.
 */
export async function schemaFiles(backend: Backend): Promise<Files> {
  return {
    ...filesOf(await backend.sql<Definition>(relations), 'relations'),
    ...filesOf(await backend.sql<Definition>(functions), 'functions'),
  }
}
