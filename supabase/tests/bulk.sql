-- Bulk changes: exactly what matched, in one go, one history entry each, refusals named, and taken back where nothing happened since.

begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select no_plan();

create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5(name)::uuid $$;
create function pg_temp.act_as(name text) returns void language sql as $$
  select set_config('role', 'none', true);
  select set_config('request.jwt.claims', case name when 'owner' then ''
    else jsonb_build_object('sub', pg_temp.id(name), 'role', 'authenticated')::text end, true);
  select set_config('role', case name when 'owner' then 'none' else 'authenticated' end, true);
$$;
insert into auth.users (id, email) select pg_temp.id(name), name || '@bulk.test' from unnest(array['growth', 'other growth', 'finance']) name;
insert into staff_members (user_id, full_name, email, roles)
  select pg_temp.id(name), initcap(name), name || '@bulk.test', array[split_part(name, ' ', -1)] from unnest(array['growth', 'other growth', 'finance']) name;
insert into lead_sources (id, slug, name, kind, url, category) values (pg_temp.id('source'), 'bulk', 'Bulk, "quoted" (club)', 'club', 'https://bulk.test', 'b');
insert into leads (id, full_name, email, city, score, state, source_id, tags)
  select pg_temp.id('lead' || n), 'Lead ' || n, 'lead' || n || '@bulk.test', case n % 3 when 0 then null when 1 then '50% \ off_' else 'Łódź' end,
    n, case when n <= 20 then 'new' else 'converted' end, case when n % 2 = 0 then pg_temp.id('source') end, case when n = 7 then array['a,b', 'c'] else '{}' end
  from generate_series(1, 25) n;

create function pg_temp.matches(filters jsonb) returns text language plpgsql as $$
declare
  found text;
begin
  execute 'select string_agg(score::text, '','' order by score) from leads t where ' || private.filter_condition('leads',
    jsonb_build_object('operator', 'and', 'value', filters), '{"source": {"column": "source_id", "table": "lead_sources", "key": "id"}}') into found;
  return found;
end
$$;

select pg_temp.act_as('growth');
select is(pg_temp.matches(filters), expected, filters::text) from (values
  ('[{"field": "score", "operator": "lte", "value": 3}]'::jsonb, '1,2,3'),
  ('[{"field": "score", "operator": "lte", "value": 3}, {"field": "city", "operator": "ne", "value": "Łódź"}]', '1,3'),
  ('[{"field": "city", "operator": "contains", "value": "% \\ OFF_"}, {"field": "score", "operator": "lt", "value": 5}]', '1,4'),
  ('[{"field": "city", "operator": "startswith", "value": "50%"}, {"field": "score", "operator": "lt", "value": 5}]', '1,4'),
  ('[{"field": "city", "operator": "ncontains", "value": "ł"}, {"field": "score", "operator": "lt", "value": 5}]', '1,3,4'),
  ('[{"field": "city", "operator": "null", "value": true}, {"field": "score", "operator": "lt", "value": 7}]', '3,6'),
  ('[{"field": "state", "operator": "in", "value": ["converted", "it''s, \"quoted\""]}]', '21,22,23,24,25'),
  ('[{"field": "state", "operator": "nin", "value": ["new"]}]', '21,22,23,24,25'),
  ('[{"field": "state", "operator": "in", "value": []}]', null),
  ('[{"field": "tags", "operator": "ina", "value": ["a,b"]}]', '7'),
  ('[{"operator": "or", "value": [{"field": "score", "operator": "eq", "value": 2}, {"field": "score", "operator": "gte", "value": 25}]}]', '2,25'),
  ('[{"field": "source.name", "operator": "contains", "value": "\"QUOTED\" ("}, {"field": "score", "operator": "lt", "value": 5}]', '2,4')
) t (filters, expected);
select throws_ok($$select pg_temp.matches('[{"field": "x; drop table leads", "operator": "eq", "value": 1}]')$$, '22023', null, 'an unknown column is refused');
select throws_ok($$select pg_temp.matches('[{"field": "score", "operator": "~", "value": 1}]')$$, '22023', null, 'so is an unknown comparison');

create temp table answer (label text, body jsonb);
grant all on answer to authenticated;
select throws_ok($$select bulk_change('leads', '[{"field": "score", "operator": "lte", "value": 10}]', '{"consent": "consented"}', 9)$$, 'PT409',
  'You confirmed 9 records, but 10 match now. Nothing was changed.', 'another number than confirmed changes nothing');
select is((select count(*) from leads where consent = 'consented'), 0::bigint, 'not one row');
insert into answer select 'consent', bulk_change('leads', '[{"field": "score", "operator": "lte", "value": 10}]', '{"consent": "consented", "city": "Gdańsk"}', 10, '{}', 'They wrote in');
select is((select body - 'operation_id' from answer where label = 'consent'), '{"changed": 10, "refused": []}', 'all ten are changed');
select is((select array_agg(score order by score) from leads where consent = 'consented' and city = 'Gdańsk'), array[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]::smallint[], 'these ten and no other');
select results_eq($$select count(*), count(distinct record_id), min(reason), min(actor_name) from audit_log
  where operation_id = (select (body ->> 'operation_id')::uuid from answer where label = 'consent')$$,
  $$values (10::bigint, 10::bigint, 'They wrote in', 'Growth')$$, 'one history entry each, with who and why');

insert into answer select 'qualify', bulk_change('leads', '[{"field": "score", "operator": "gte", "value": 19}]', '{"state": "qualified"}', 7);
select is((select body ->> 'changed' from answer where label = 'qualify'), '2', 'rows whose state allows it are changed');
select is((select count(*) || ' ' || min(r ->> 'reason') from answer, jsonb_array_elements(body -> 'refused') r where label = 'qualify'),
  '5 What is converted cannot become qualified.', 'the others are named with the reason');

update leads set city = 'Sopot' where score = 1;
insert into answer select 'undo', bulk_undo((select (body ->> 'operation_id')::uuid from answer where label = 'consent'));
select is((select body ->> 'changed' from answer where label = 'undo'), '9', 'what is still as the change left it goes back');
select is((select string_agg(score || ' ' || consent || ' ' || coalesce(city, '-'), ', ' order by score) from leads where score <= 3),
  '1 consented Sopot, 2 none Łódź, 3 none -', 'to what it was; what was changed since stays');

select pg_temp.act_as('other growth');
select throws_ok($$select bulk_undo((select (body ->> 'operation_id')::uuid from answer where label = 'qualify'))$$, 'P0002', null, 'only one''s own change is undone');
select throws_ok($$select bulk_change('leads', '[]', '{"id": "00000000-0000-4000-a000-000000000001"}', 25)$$, '22023', null, 'keys are not changed in bulk');
select throws_ok($$select bulk_change('nothing', '[]', '{"a": 1}', 0)$$, '22023', null, 'nor tables that are none');
insert into answer select 'delete', bulk_delete('leads', '[{"field": "score", "operator": "gte", "value": 24}]', 2);
select is((select count(*) from leads), 23::bigint, 'a bulk delete deletes what matched');

select pg_temp.act_as('finance');
select throws_ok($$select bulk_change('leads', '[]', '{"city": "Z"}', 23)$$, 'PT409', null, 'who sees no leads matches none');
select throws_ok($$select bulk_change('audit_log', '[]', '{"reason": "Z"}', (select count(*) from audit_log))$$, '42501', null, 'nobody changes the audit log');

select * from finish();
rollback;
