-- Bulk changes: exactly what matched, in one go, one history entry each, refusals named, and taken back where nothing happened since.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@bulk.test' from unnest(array['growth', 'other growth', 'finance']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), initcap(name), name || '@bulk.test', array[split_part(name, ' ', -1)] from unnest(array['growth', 'other growth', 'finance']) name;
insert into lead_sources (id, slug, name, kind, url, category) values (tests.id('source'), 'bulk', 'Bulk, "quoted" (club)', 'club', 'https://bulk.test', 'b');
insert into leads (id, full_name, email, city, score, state, source_id, tags)
  select tests.id('lead' || n), 'Lead ' || n, 'lead' || n || '@bulk.test', case n % 3 when 0 then null when 1 then '50% \ off_' else 'Łódź' end,
    n, case when n <= 20 then 'new' else 'converted' end, case when n % 2 = 0 then tests.id('source') end, case when n = 7 then array['a,b', 'c'] else '{}' end
  from generate_series(1, 25) n;

update leads set score_reasons = '[{"reason": "nine lives", "points": 9}]' where score = 9;

create function pg_temp.matches(filters jsonb) returns text language plpgsql as $$
declare
  found text;
begin
  execute 'select string_agg(score::text, '','' order by score) from leads t where ' || private.filter_condition('leads',
    jsonb_build_object('operator', 'and', 'value', filters), '{"source": {"column": "source_id", "table": "lead_sources", "key": "id"}}') into found;
  return found;
end
$$;

select tests.act_as('growth');
select is(pg_temp.matches(filters), expected, filters::text) from (values
  ('[{"field": "score", "operator": "lte", "value": 3}]'::jsonb, '1,2,3'),
  ('[{"field": "score", "operator": "lte", "value": 3}, {"field": "city", "operator": "ne", "value": "Łódź"}]', '1,3'),
  ('[{"field": "city", "operator": "contains", "value": "% \\ OFF_"}, {"field": "score", "operator": "lt", "value": 5}]', '1,4'),
  ('[{"field": "city", "operator": "startswith", "value": "50%"}, {"field": "score", "operator": "lt", "value": 5}]', '1,4'),
  ('[{"field": "city", "operator": "ncontains", "value": "óDź"}, {"field": "score", "operator": "lt", "value": 5}]', '1,3,4'),
  ('[{"field": "city", "operator": "null", "value": true}, {"field": "score", "operator": "lt", "value": 7}]', '3,6'),
  ('[{"field": "state", "operator": "in", "value": ["converted", "it''s, \"quoted\""]}]', '21,22,23,24,25'),
  ('[{"field": "state", "operator": "nin", "value": ["new"]}]', '21,22,23,24,25'),
  ('[{"field": "state", "operator": "in", "value": []}]', null),
  ('[{"field": "tags", "operator": "ina", "value": ["a,b"]}]', '7'),
  ('[{"operator": "or", "value": [{"field": "score", "operator": "eq", "value": 2}, {"field": "score", "operator": "gte", "value": 25}]}]', '2,25'),
  ('[{"field": "source.name", "operator": "contains", "value": "\"QUOTED\" ("}, {"field": "score", "operator": "lt", "value": 5}]', '2,4'),
  ('[{"field": "source.url", "operator": "contains", "value": "bulk.test"}, {"field": "score", "operator": "lt", "value": 5}]', '2,4'),
  ('[{"field": "city", "operator": "eq", "value": null}, {"field": "score", "operator": "lt", "value": 7}]', '3,6'),
  ('[{"field": "city", "operator": "in", "value": ["Łódź", null]}, {"field": "score", "operator": "lt", "value": 5}]', '2,3'),
  ('[{"field": "city", "operator": "nin", "value": ["Łódź", null]}, {"field": "score", "operator": "lt", "value": 5}]', '1,4'),
  ('[{"field": "score", "operator": "between", "value": [24, ""]}]', '24,25'),
  ('[{"field": "score", "operator": "nbetween", "value": [2, 24]}]', '1,25'),
  ('[{"field": "email", "operator": "endswith", "value": "5@BULK.test"}]', '5,15,25'),
  ('[{"field": "tags", "operator": "nina", "value": ["a,b"]}, {"field": "score", "operator": "between", "value": [6, 8]}]', '6,8'),
  ('[{"field": "score_reasons->0->>reason", "operator": "contains", "value": "Nine"}]', '9'),
  ('[{"operator": "or", "value": [{"field": "score", "operator": "eq", "value": 2}, {"operator": "and", "value": []}]}, {"field": "score", "operator": "lt", "value": 4}]', '1,2,3')
) t (filters, expected);
select throws_ok($$select pg_temp.matches('[{"field": "x; drop table leads", "operator": "eq", "value": 1}]')$$, '22023', null, 'an unknown column is refused');
select throws_ok($$select pg_temp.matches('[{"field": "score", "operator": "~", "value": 1}]')$$, '22023', null, 'so is an unknown comparison');

create temp table answer (label text, body jsonb);
grant all on answer to authenticated;
select throws_ok($$select bulk_change('leads', '[{"field": "score", "operator": "lte", "value": 10}]', '{"consent": "legitimate_interest"}', 9)$$, 'PT409',
  'You confirmed 9 records, but 10 match now. Nothing was changed.', 'another number than confirmed changes nothing');
select is((select count(*) from leads where consent = 'legitimate_interest'), 0::bigint, 'not one row');
insert into answer select 'consent', bulk_change('leads', '[{"field": "score", "operator": "lte", "value": 10}]', '{"consent": "legitimate_interest", "city": "Gdańsk"}', 10, '{}', 'They wrote in');
select is((select body - 'operation_id' from answer where label = 'consent'), '{"changed": 10, "unchanged": 0, "refused": []}', 'all ten are changed');
select is((select array_agg(score order by score) from leads where consent = 'legitimate_interest' and city = 'Gdańsk'), array[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]::smallint[], 'these ten and no other');
select results_eq($$select count(*), count(distinct record_id), min(reason), min(actor_name) from audit_log
  where operation_id = (select (body ->> 'operation_id')::uuid from answer where label = 'consent')$$,
  $$values (10::bigint, 10::bigint, 'They wrote in', 'Growth')$$, 'one history entry each, with who and why');

insert into answer select 'qualify', bulk_change('leads', '[{"field": "score", "operator": "gte", "value": 19}]', '{"state": "qualified"}', 7);
select is((select body ->> 'changed' from answer where label = 'qualify'), '2', 'rows whose state allows it are changed');
select is((select string_agg(jsonb_array_length(r -> 'ids') || ' ' || (r ->> 'reason'), ', ') from answer, jsonb_array_elements(body -> 'refused') r where label = 'qualify'),
  '5 What is converted cannot become qualified.', 'the others are named, once a reason');

update leads set city = 'Sopot' where score = 1;
insert into answer select 'undo', bulk_undo((select (body ->> 'operation_id')::uuid from answer where label = 'consent'));
select is((select body ->> 'changed' from answer where label = 'undo'), '9', 'what is still as the change left it goes back');
select is((select string_agg(score || ' ' || consent || ' ' || coalesce(city, '-'), ', ' order by score) from leads where score <= 3),
  '1 legitimate_interest Sopot, 2 none Łódź, 3 none -', 'to what it was; what was changed since stays');

select tests.act_as('other growth');
select throws_ok($$select bulk_undo((select (body ->> 'operation_id')::uuid from answer where label = 'qualify'))$$, 'PT404', null, 'only one''s own change is undone');
select throws_ok($$select bulk_change('leads', '[]', '{"id": "00000000-0000-4000-a000-000000000001"}', 25)$$, '22023', null, 'keys are not changed in bulk');
select throws_ok($$select bulk_change('nothing', '[]', '{"a": 1}', 0)$$, '22023', null, 'nor tables that are none');
insert into answer select 'delete', bulk_delete('leads', '[{"field": "score", "operator": "gte", "value": 24}]', 2);
select is((select count(*) from leads), 23::bigint, 'a bulk delete deletes what matched');

select tests.act_as('finance');
select throws_ok($$select bulk_change('leads', '[]', '{"city": "Z"}', 23)$$, 'PT409', null, 'who sees no leads matches none');
select throws_ok($$select bulk_change('audit_log', '[]', '{"reason": "Z"}', (select count(*) from audit_log))$$, '42501', null, 'nobody changes the audit log');

-- What is so already stays as it is; lists are added to and taken from.
select tests.act_as('growth');
create temp table version as select id, updated_at from leads;
insert into answer select 'tags', bulk_change('leads', '[{"field": "score", "operator": "between", "value": [6, 8]}]', '{"+tags": ["c", "d"]}', 3);
insert into answer select 'same', bulk_change('leads', '[{"field": "score", "operator": "between", "value": [5, 8]}]', '{"+tags": ["d"]}', 4);
select is((select jsonb_object_agg(label, body - 'operation_id') from answer where label in ('tags', 'same')),
  '{"tags": {"changed": 3, "unchanged": 0, "refused": []}, "same": {"changed": 1, "unchanged": 3, "refused": []}}', 'what has it already is not changed');
select is((select string_agg(array_to_string(tags, ' '), ', ' order by score) from leads where score between 5 and 8), 'd, c d, a,b c d, c d', 'each tag is added once, after those there are');
select is((select count(*) from leads join version using (id) where leads.updated_at <> version.updated_at), 4::bigint, 'no other row has a new version');
insert into answer select 'untag', bulk_change('leads', '[{"field": "score", "operator": "between", "value": [5, 8]}]', '{"-tags": ["c", "x"]}', 4);
select is((select string_agg(array_to_string(tags, ' '), ', ' order by score) from leads where score between 5 and 8), 'd, d, a,b d, d', 'and taken from where it is');
insert into answer select 'retag', bulk_undo((select (body ->> 'operation_id')::uuid from answer where label = 'untag'));
select is((select string_agg(array_to_string(tags, ' '), ', ' order by score) from leads where score between 5 and 8), 'd, c d, a,b c d, c d', 'an undo brings back each its own');
select throws_ok($$select bulk_change('leads', '[]', '{"+city": ["x"]}', 23)$$, '22023', 'These cannot be changed together: +city.', 'only lists are added to');

-- What an operation was is known by its id.
select is(bulk_change('leads', '[{"field": "score", "operator": "eq", "value": 2}]', '{"city": "Toruń"}', 1, '{}', null, tests.id('once')) ->> 'changed', '1', 'an operation with an id of one''s own');
update leads set city = 'Sopot' where score = 2;
select is(bulk_change('leads', '[{"field": "score", "operator": "eq", "value": 2}]', '{"city": "Toruń"}', 1, '{}', null, tests.id('once')) ->> 'changed', '1', 'asked for again has the same answer');
select is((select city from leads where score = 2), 'Sopot', 'and does nothing again');
select is(bulk_outcome(tests.id('once')) - 'operation_id', '{"status": "done", "changed": 1, "unchanged": 0, "refused": []}', 'its outcome can be asked for');
select is(bulk_outcome(tests.id('never')), '{"status": "none"}', 'one that never arrived is none');
select throws_ok($$select bulk_delete('leads', '[]', 23, '{}', null, tests.id('never'))$$, 'PT409', 'This was given up before it began. Nothing was changed.', 'and cannot arrive later');
select throws_ok($$select bulk_delete('leads', '[]', 24, '{}', null, tests.id('failed'))$$, 'PT409', null, 'one that was refused');
select is(bulk_outcome(tests.id('failed')) ->> 'status', 'none', 'left nothing behind');
select tests.act_as('other growth');
select throws_ok($$select bulk_outcome(tests.id('once'))$$, '42501', null, 'nobody asks for another''s');
select throws_ok($$select bulk_change('leads', '[]', '{"city": "Z"}', 23, '{}', null, tests.id('once'))$$, '42501', null, 'nor passes for another');

select is(bulk_preview('leads', '[{"field": "score", "operator": "gte", "value": 19}]', '{}', 'state'),
  '{"count": 5, "values": [{"value": "converted", "count": 3}, {"value": "qualified", "count": 2}]}', 'a preview counts, and says what there is');
select is(bulk_preview('leads', '[]') ->> 'count', '23', 'or only counts');

-- A function that decides on one record, called for many.
select tests.act_as('owner');
update leads set email = null, phone = '1' where score = 2;
insert into outreach_suppressions (email, reason) values ('lead4@bulk.test', 'objected');
insert into outreach_suppressions (email, reason) values ('lead3@bulk.test', 'legal');
select tests.act_as('growth');
insert into answer select 'suppress', bulk_call('leads', '[{"field": "score", "operator": "lte", "value": 5}]', 'suppress_lead', 'lead_id',
  '{"kind": "objected", "note": "Asked by phone"}', 5, '{}', 'A call', tests.id('suppress'));
select is((select string_agg(jsonb_array_length(r -> 'ids') || ' ' || (r ->> 'reason'), ', ' order by r ->> 'reason') || ', ' || (body ->> 'changed') from answer, jsonb_array_elements(body -> 'refused') r where label = 'suppress' group by body),
  '1 There is nothing to suppress: no email address, no phone, handle or profile., 1 This person is suppressed already, for the same reason., 3', 'refusals are named');
select is((select string_agg(email || ' ' || reason, ', ' order by email, reason) from outreach_suppressions),
  'lead1@bulk.test objected, lead3@bulk.test legal, lead3@bulk.test objected, lead4@bulk.test objected, lead5@bulk.test objected', 'every reason is kept');
select is((select count(*) from leads where consent = 'objected' and score <= 5), 4::bigint, 'and who objected is marked so');
select is((select count(*) || ' ' || min(reason) from audit_log where operation_id = tests.id('suppress') and table_name = 'outreach_suppressions'), '3 A call', 'in the history, as one operation');
select throws_ok($$select bulk_call('leads', '[]', 'bulk_undo', 'operation', '{}', 23)$$, '22023', null, 'bulk functions are not called in bulk');
select throws_ok($$select bulk_call('leads', '[]', 'suppress_lead', 'lead', '{}', 23)$$, '22023', null, 'nor with an argument that is not there');
select tests.act_as('finance');
select throws_ok($$select suppress_lead(tests.id('lead1'))$$, '42501', null, 'suppressing is for growth');

-- Who may delete need not be one who may change.
select tests.act_as('owner');
revoke update on leads from authenticated;
select tests.act_as('growth');
select is(bulk_delete('leads', '[{"field": "score", "operator": "eq", "value": 8}]', 1) ->> 'changed', '1', 'deleting needs no right to change');
select tests.act_as('owner');
grant update on leads to authenticated;

-- A refusal among many costs only its own.
insert into leads (id, full_name, email, score, state) select tests.id('many' || n), 'Many ' || n, 'many' || n || '@bulk.test', 50, case when n % 97 = 0 then 'converted' else 'new' end from generate_series(1, 1000) n;
select tests.act_as('growth');
insert into answer select 'many', bulk_change('leads', '[{"field": "score", "operator": "eq", "value": 50}]', '{"state": "qualified"}', 1000);
select is((select body ->> 'changed' || ' ' || jsonb_array_length(body #> '{refused,0,ids}') from answer where label = 'many'), '990 10', 'all others of a thousand are changed');
insert into answer select 'many back', bulk_undo((select (body ->> 'operation_id')::uuid from answer where label = 'many'));
select is((select body ->> 'changed' from answer where label = 'many back'), '990', 'and taken back');
select is((select string_agg(distinct state, ' ' order by state) from leads where score = 50), 'converted new', 'to what they were');

select * from finish();
rollback;
