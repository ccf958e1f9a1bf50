-- What a list comes to: sums and groups of what is filtered, of the rows that the person may read and no others.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@figures.test' from unnest(array['growth', 'finance', 'member']) name;
insert into staff_members (user_id, full_name, email, roles) select tests.id(name), initcap(name), name || '@figures.test', array[name] from unnest(array['growth', 'finance']) name;
insert into lead_sources (id, slug, name, kind, url, category) values (tests.id('source'), 'figures', 'O''Brien "%s" $1', 'club', 'https://figures.test', 'b');
insert into leads (id, full_name, email, score, state, source_id)
  select tests.id('lead' || n), 'Lead ' || n, 'lead' || n || '@figures.test', n, case when n <= 6 then 'new' else 'converted' end, case when n % 2 = 0 then tests.id('source') end from generate_series(1, 10) n;

select tests.act_as('growth');
select is(list_sums('leads', '[{"field": "score", "operator": "gte", "value": 9}]', '{score}'), '{"count": 2, "sums": {"score": "19"}, "currencies": []}', 'the sum of what is filtered');
select is(list_sums('leads', '[{"field": "score", "operator": "in", "value": []}]', '{score}'), '{"count": 0, "sums": {"score": "0"}, "currencies": []}', 'of nothing, nothing');
select is(list_sums('leads', '[{"field": "source.name", "operator": "contains", "value": "\"%s\" $1"}, {"field": "score", "operator": "lt", "value": 5}]', '{score}',
  relations => '{"source": {"column": "source_id", "table": "lead_sources", "key": "id"}}') -> 'sums', '{"score": "6"}', 'filters look into other tables, with signs of whatever kind');
select is(list_groups('leads', '[]', 'state'), '{"count": 10, "groups": 2, "values": [{"value": "new", "count": 6}, {"value": "converted", "count": 4}]}', 'groups, the most frequent first');
select is(list_groups('leads', '[{"field": "score", "operator": "lte", "value": 3}]', 'source_id'),
  jsonb_build_object('count', 3, 'groups', 2, 'values', jsonb_build_array(jsonb_build_object('value', null, 'count', 2), jsonb_build_object('value', tests.id('source'), 'count', 1))), 'what has no value is a group too');
select is(list_groups('leads', '[]', 'score', most => 2) - 'values', '{"count": 10, "groups": 10}', 'all groups are counted, also those not named');
select is(jsonb_array_length(list_groups('leads', '[]', 'score', most => 2) -> 'values'), 2, 'as many are named as asked for');
select is(list_groups('leads', '[{"field": "score", "operator": "lt", "value": 0}]', 'state'), '{"count": 0, "groups": 0, "values": []}', 'no rows, no groups');

select throws_ok(q, '22023', null, q) from (values
  ($$select list_sums('leads', '[]', '{full_name}')$$), ($$select list_sums('leads', '[]', '{}')$$), ($$select list_sums('leads', '[]', null)$$),
  ($$select list_sums('leads', '[]', '{"score) from leads --"}')$$), ($$select list_sums('leads', '[]', '{score}', 'score')$$),
  ($$select list_sums('leads', '{}', '{score}')$$), ($$select list_sums('pg_authid', '[]', '{oid}')$$),
  ($$select list_groups('leads', '[]', 'tags')$$), ($$select list_groups('leads', '[]', 'state) --')$$), ($$select list_groups('pg_authid', '[]', 'rolname')$$)
) t (q);

-- Amounts stand with their currency, never in one sum over several; what is no currency is none.
select tests.act_as('owner');
insert into scrape_runs (source_id, state, started_at, finished_at, cost_minor, currency) select tests.id('source'), 'succeeded', now(), now(), amount, currency from (values (100, 'EUR'), (50, 'EUR'), (7, 'JPY')) t (amount, currency);
select tests.act_as('growth');
select is(list_sums('scrape_runs', jsonb_build_array(jsonb_build_object('field', 'source_id', 'operator', 'eq', 'value', tests.id('source'))), '{cost_minor, found}', 'currency'),
  '{"count": 3, "sums": {"found": "0"}, "currencies": [{"currency": "EUR", "count": 2, "sums": {"cost_minor": "150", "found": "0"}}, {"currency": "JPY", "count": 1, "sums": {"cost_minor": "7", "found": "0"}}]}', 'amounts are summed by currency only');
select throws_ok(q, '22023', null, q) from (values ($$select list_sums('scrape_runs', '[]', '{cost_minor}')$$), ($$select list_sums('scrape_runs', '[]', '{cost_minor}', 'state')$$)) t (q);

-- Groups within groups, as deep as people write them; beyond that a refusal, not the end of the server's stack.
create function pg_temp.nested(deep integer) returns jsonb language sql immutable as $$
  select (repeat('[{"operator": "or", "value": ', deep) || '[{"field": "score", "operator": "gte", "value": 9}]' || repeat('}]', deep))::jsonb $$;
select is(list_groups('leads', pg_temp.nested(30), 'state') ->> 'count', '2', 'thirty groups inside one another are answered');
select throws_ok(q, '22023', 'These filters are nested too deep: 32 groups inside one another are the most.', q) from (values
  ($$select list_groups('leads', pg_temp.nested(1000), 'state')$$), ($$select list_sums('leads', pg_temp.nested(1000), '{score}')$$),
  ($$select bulk_preview('leads', pg_temp.nested(1000))$$), ($$select closest_records('leads', 'x', pg_temp.nested(1000))$$)) t (q);

-- Row security holds: who may not read the rows learns neither their sum nor their number.
select tests.act_as('member');
select is(list_sums('leads', '[]', '{score}'), '{"count": 0, "sums": {"score": "0"}, "currencies": []}', 'a member sees no leads to sum');
select is(list_groups('leads', '[]', 'state') ->> 'count', '0', 'nor to count');
select tests.act_as('owner');
select ok(not has_function_privilege('anon', 'public.list_sums(text, jsonb, text[], text, jsonb)', 'execute')
  and not has_function_privilege('anon', 'public.list_groups(text, jsonb, text, jsonb, integer)', 'execute'), 'nobody signed out is answered');

select * from finish();
rollback;
