-- Whatever arguments a function of the API is given, by whomever, it answers or refuses in its own words: it never shows
-- the inside of the database (a syntax error of SQL it built, a name it did not find, an internal error).

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@hostile.test' from unnest(array['member', 'moderator', 'growth', 'finance', 'admin']) name;
insert into profiles (id, display_name, email) values (tests.id('member'), 'Member', 'member@hostile.test');
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@hostile.test', array[name] from unnest(array['moderator', 'growth', 'finance', 'admin']) name;

-- Arguments of a type, each an expression. Tables and columns by name reach what builds its SQL of them.
create function pg_temp.hostile(of_type regtype) returns text[] language sql as $$
  select case of_type
    when 'text'::regtype then array['null', $q$''$q$, $q$''' or true --'$q$, $q$'%_\('$q$, $q$'leads'$q$, $q$'pg_authid'$q$, $q$'no such table'$q$, $q$repeat('x', 20000)$q$, $q$'email'$q$, $q$E'\u202e\u0301'$q$, $q$'Mars/Phobos'$q$]
    when 'text[]'::regtype then array['null', $q$'{}'$q$, $q$'{NULL}'$q$, $q$'{"'' or true --", full_name}'$q$]
    when 'jsonb'::regtype then array['null', $q$'null'$q$, $q$'[]'$q$, $q$'{}'$q$, $q$'1'$q$, $q$'"x"'$q$, $q$'[null]'$q$, $q$'[1, [], {}]'$q$,
      $q$'[{"field": "no", "operator": "eq", "value": {}}]'$q$, $q$'[{"field": "score", "operator": "gt", "value": "x"}]'$q$,
      $q$'[{"field": "id", "operator": "in", "value": "x"}]'$q$, $q$'{"state": {"a": 1}}'$q$,
      $q$(repeat('[{"operator": "and", "value": ', 2000) || '[]' || repeat('}]', 2000))$q$]
    when 'uuid'::regtype then array['null', 'gen_random_uuid()', 'tests.id(''member'')']
    when 'boolean'::regtype then array['null', 'true', 'false']
    when 'timestamptz'::regtype then array['null', $q$'infinity'$q$, $q$'-infinity'$q$, $q$'4713-01-01 BC'$q$, 'now()']
    when 'date'::regtype then array['null', $q$'infinity'$q$, $q$'0001-01-01'$q$, 'current_date', $q$'9999-12-31'$q$, $q$'-infinity'$q$, $q$'5874897-12-31'$q$, $q$'4713-11-24 BC'$q$]
    when 'integer'::regtype then array['null', '-1', '0', '2147483647', '(-2147483648)']
    when 'bigint'::regtype then array['null', '-1', '0', '9223372036854775807']
    when 'uuid[]'::regtype then array['null', $q$'{}'$q$, $q$'{NULL}'$q$]
    when 'smallint'::regtype then array['null', '(-1)', '32767']
    when 'numeric'::regtype then array['null', $q$'NaN'$q$, $q$'-Infinity'$q$, '1e300']
    when 'interval'::regtype then array['null', $q$'-1 day'$q$, $q$'178000000 years'$q$]
    when 'timestamptz[]'::regtype then array['null', $q$'{NULL}'$q$, $q$'{infinity}'$q$]
    else array['null'] end
$$;

create temporary table shown (call text, person text, code text, message text);
do $do$
declare
  f record;
  person text;
  arguments text;
  value text;
  place integer;
  n integer;
  code text;
  message text;
begin
  for f in
    select p.oid, p.proname, array(select unnest(p.proargtypes::oid[])::regtype) as types from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
      and (has_function_privilege('authenticated', p.oid, 'execute') or has_function_privilege('service_role', p.oid, 'execute'))
    order by p.proname
  loop
    foreach person in array array['anon', 'member', 'moderator', 'growth', 'finance', 'admin', 'service_role'] loop
      -- A worker tries what is a worker's alone.
      continue when has_function_privilege('authenticated', f.oid, 'execute') = (person = 'service_role');
      -- One argument after another takes every value, the others the first, second … of theirs by turns.
      for place in 1 .. greatest(cardinality(f.types), 1) loop
        n := 0;
        foreach value in array coalesce(pg_temp.hostile(f.types[place]), array['']) loop
          n := n + 1;
          -- What a value does hardly depends on the role: an admin and a worker, who get furthest, try them all.
          exit when person not in ('admin', 'service_role') and n > case person when 'anon' then 1 else 3 end;
          select string_agg(case when t.at = place then value else (pg_temp.hostile(t.type))[1 + (n + t.at) % cardinality(pg_temp.hostile(t.type))] end || '::' || t.type::text, ', ' order by t.at)
            into arguments from unnest(f.types) with ordinality t (type, at);
          begin
            perform tests.act_as(person);
            execute format('select count(*) from (select * from public.%I(%s)) r', f.proname, arguments);
            raise exception using errcode = 'UNDO1';
          exception when others then
            get stacked diagnostics code = returned_sqlstate, message = message_text;
          end;
          -- Refusals in words, by a rule, by a role, for what is gone, or for what somebody else did first. Nobody signed out is answered at all.
          if code not in ('UNDO1', '42501', '23514', '22023', 'PT404', 'PT409') or person = 'anon' and code <> '42501'
            or message ~ 'violates|not recognized|invalid input|out of range|null value|ambiguous' and message !~ 'row-level security' then
            insert into shown values (left(format('%s(%s)', f.proname, arguments), 300), person, code, left(message, 200));
          end if;
        end loop;
      end loop;
    end loop;
  end loop;
end
$do$;
select is((select string_agg(distinct format('%s %s: %s', code, message, call), E'\n') from (select distinct on (split_part(call, '(', 1), code, left(message, 40)) * from shown) s), null,
  'no function shows the inside of the database');

select * from finish();
rollback;
