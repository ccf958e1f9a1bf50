-- What the elements of documents may be: each document is asked of all constraints of its column, without a row.

begin;
set local search_path = public, extensions;
select plan(10);

-- Whether a column may hold a document; its name stands alone in the constraints that are asked.
create function pg_temp.may_hold(place text, document jsonb) returns boolean language plpgsql as $$
declare
  of_table constant regclass := split_part(place, '.', 1);
  of_column constant text := split_part(place, '.', 2);
  rule text;
  holds boolean;
begin
  for rule in
    select pg_get_expr(k.conbin, k.conrelid) from pg_constraint k
    where k.contype = 'c' and k.conrelid = of_table and k.conkey = array[(select attnum from pg_attribute where attrelid = of_table and attname = of_column)] order by k.conname
  loop
    execute format('select %s from (select %L::jsonb as %I) r', rule, document, of_column) into holds;
    if not holds then return false; end if;
  end loop;
  return true;
end
$$;

select is_empty($$select place || ' ' || document from (values
  ('games.scoring', array['{"choice": ["agreement"]}', '{"choice": {"by": 1}}', '[]']),
  ('badges.criteria', array['{"event": 5}', '{"event": ["a"]}', '{"count": "five"}', '{"streak_days": {}}', '{"any": []}']),
  ('lead_sources.config', array['{"path": 1}', '{"max_pages": "6"}', '{"since_days": []}', '{"keywords": "love"}', '{"keywords": ["love", 1]}', '{"fields": {}}', '{"double_opt_in": "no"}']),
  ('leads.score_reasons', array['["Writes well"]', '[null]', '[[{"reason": "nested", "points": 1}]]', '[{"points": 4}]', '[{"reason": {"en": "Well"}, "points": 4}]', '[{"reason": "Well", "points": "4"}]']),
  ('scrape_runs.log', array['["begun"]', '[{"text": null}]', '[{"text": "begun", "at": 5}]', '[{"text": "begun", "level": ["info"]}]', '[[{"text": "begun"}]]']),
  ('user_game_sessions.insights', array['{"summary": ["a"]}', '{"confidence": "high"}', '{"more": {"a": 1}}']),
  ('conversation_responses.extracted', array['{"dimension": 4}', '{"confidence": null}', '{"value": {"a": 1}}']),
  ('user_preferences.value', array['null', '{"min": "27"}', '{"km": [10]}', '{"any": {}}', '["woman", null]', '[["woman"]]']),
  ('user_game_responses.answer', array['null', '{"value": 1}', '[{}]', '[null]']),
  ('saved_views.columns', array['["name"]', '[{"width": 20}]', '[{"name": ["a"]}]', '[{"name": "a", "width": "20"}]', '[{"name": "a", "pinned": 1}]', '[[{"name": "a"}]]']),
  ('imports.mapping', array['{"full_name": 1}', '{"full_name": {"heading": 1}}']),
  ('bot_actions_log.input', array['[]', 'null', '"text"']),
  ('bot_actions_log.output', array['[]', '4']),
  ('moderation_decisions.reports_changed', array['{}', '["a"]', '[{"id": 1, "before": "open", "after": "upheld"}]', '[{"id": "a", "after": "upheld"}]', '[{"id": "a", "before": {}, "after": "upheld"}]', '[[]]']),
  ('moderation_decisions.verdicts', array['{}', '["upheld"]', '[{"version": 1}]', '[{"version": "1", "verdict": "upheld"}]', '[{"version": 1, "verdict": "open"}]']),
  ('billing_periods.figures', array['{}', '[1]', '[{"currency": {"code": "EUR"}}]', '[{"open_minor": [1]}]']),
  ('credit_notes.taxes', array['{}', '[null]', '[{"rate": "19", "name": "VAT", "net_minor": 1, "tax_minor": 1}]', '[{"rate": 19, "net_minor": 1, "tax_minor": 1}]', '[{"rate": 19, "name": "VAT", "net_minor": 1, "tax_minor": 1, "jurisdiction": {}}]']),
  ('credit_notes.seller', array['[]', '"IntroAlignment"', '{"name": {}}', '{"name": 4}']),
  ('credit_notes.buyer', array['[]', 'null', '{"address": ["Road 1"]}']),
  ('invoices.seller', array['[]', '4', '{"name": true}']),
  ('invoices.buyer', array['[{}]', '{"email": {"to": "a@b.test"}}']),
  ('moderation_waiting.signals', array['{}', '["money"]', '[{"factor": "money", "points": 4}]', '[{"factor": "money", "label": "Money", "points": "4"}]', '[{"factor": "money", "label": {}, "points": 4}]', '[{"factor": "money", "label": "Money", "points": 4, "hold": "yes"}]']),
  ('security_events.filters', array['{}', '"state"', '["state"]', '[[]]']),
  ('import_rows.reason', array['[]', '"no"', '{"message": {}}', '{"message": "no", "details": {"a": 1}}'])) wrong (place, documents), unnest(documents) document
  where pg_temp.may_hold(place, document::jsonb)$$, 'what a page could not draw is not stored');

select is_empty($$select place || ' ' || document from (values
  ('games.scoring', array['{"scale": "distance", "scale_steps": 5}', '{}']),
  ('badges.criteria', array['{"event": "photo_approved", "count": 5, "none_removed": true}', '{"streak_days": 7}']),
  ('lead_sources.config', array['{"path": "/tag", "max_pages": 6, "keywords": ["love"], "double_opt_in": true}', '{"max_pages": null, "odd": [[1], {"deep": []}]}']),
  ('leads.score_reasons', array['[]', '[{"reason": "Writes well", "points": -4}, {"reason": "No points"}]']),
  ('scrape_runs.log', array['[]', '[{"at": "2026-07-04T03:24:20+00:00", "text": "begun", "level": "info"}]']),
  ('user_game_sessions.insights', array['{}', '{"summary": "Likes a plan", "confidence": 0.7, "rounds": 3}']),
  ('conversation_responses.extracted', array['{}', '{"dimension": "money", "value": true, "confidence": 0.5}']),
  ('user_preferences.value', array['"now and then"', '4', 'true', '["woman", "man"]', '{"min": 27, "max": 42}', '{}', '[]']),
  ('user_game_responses.answer', array['"own words"', '3', '["humor", "warmth"]']),
  ('saved_views.columns', array['[]', '[{"name": "score", "width": 120, "pinned": true}]']),
  ('imports.mapping', array['{}', '{"full_name": "Name"}']),
  ('bot_actions_log.input', array['{}', '{"any": [{"thing": null}]}']),
  ('moderation_decisions.reports_changed', array['[]', '[{"id": "a", "before": "open", "after": "upheld"}]']),
  ('moderation_decisions.verdicts', array['[]', '[{"version": 1, "verdict": "upheld"}, {"verdict": "dismissed"}]']),
  ('billing_periods.figures', array['[]', '[{"currency": "EUR", "open_minor": 4, "difference_minor": null}]']),
  ('credit_notes.taxes', array['[]', '[{"rate": 0.19, "name": "VAT", "net_minor": 1, "tax_minor": 1, "jurisdiction": null}]']),
  ('invoices.buyer', array['{"name": "Anna", "tax_id": null}']),
  ('moderation_waiting.signals', array['[]', '[{"factor": "money", "label": "Speaks of money: euro", "value": 2, "points": 4.5, "hold": false}]']),
  ('security_events.filters', array['[]', '[{"field": "state", "operator": "in", "value": ["new"]}, {"operator": "or", "value": []}]']),
  ('import_rows.reason', array['{"code": "23514", "message": "Too long", "details": null}'])) right_ones (place, documents), unnest(documents) document
  where not pg_temp.may_hold(place, document::jsonb)$$, 'and what is stored today may be stored');

-- But what stands in somebody's file, which is checked when it is written into columns, and whole rows as the audit found them.
select is_empty($$select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.atttypid = 'jsonb'::regtype and a.attgenerated = '' and not a.attisdropped
    and c.relname || '.' || a.attname not in ('import_rows.data', 'audit_log.before', 'audit_log.after')
    and not exists (select from pg_constraint k where k.contype = 'c' and k.conrelid = c.oid and a.attnum = any (k.conkey) and k.conname ~ '_(elements|changed)_check$')$$,
  'whatever document a table holds has its elements checked, also where only functions write it');

-- The audit log repeats what its tables hold.
select is_empty($$select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.atttypid = 'jsonb'::regtype and a.attgenerated = '' and not a.attisdropped and c.relname <> 'audit_log'
    and not exists (select from pg_constraint k where k.contype = 'c' and k.conrelid = c.oid and a.attnum = any (k.conkey) and k.conname ~ '_depth_check$')$$,
  'no document is so deep that what reads it fails');
select is_empty($$select place from (values ('bot_actions_log.input'), ('lead_sources.config')) deep (place)
  where pg_temp.may_hold(place, (repeat('{"a": [', 30) || repeat(']}', 30))::jsonb) or not pg_temp.may_hold(place, (repeat('{"a": [', 20) || repeat(']}', 20))::jsonb)$$,
  'fifty levels are the most');

-- Lists of texts and texts: what is endless breaks an index, and what is no plain list a page.
select is_empty($$select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attndims > 0 and a.attgenerated = '' and not a.attisdropped and c.relname <> 'audit_log'
    and not exists (select from pg_constraint k where k.contype = 'c' and k.conrelid = c.oid and k.conkey = array[a.attnum] and k.convalidated and pg_get_constraintdef(k.oid) ~ 'is_text_list|array_ndims')$$,
  'every list says what it may hold, and how much');
-- Whether what is far too long is kept out, in any form that the column may ask for.
create function pg_temp.has_end(of_table regclass, of_column name) returns boolean language plpgsql as $$
declare
  tried text;
  rule text;
  holds boolean;
begin
  foreach tried in array array[repeat('a', 300000), repeat('A', 300000), repeat('word ', 60000), repeat('1', 300000), 'https://x.test/' || repeat('a', 300000), repeat('a', 300000) || '@b.test', 'INV-2026-' || repeat('1', 300000)] loop
    holds := true;
    for rule in
      select pg_get_expr(k.conbin, k.conrelid) from pg_constraint k
      where k.contype = 'c' and k.conrelid = of_table and k.conkey = array[(select attnum from pg_attribute where attrelid = of_table and attname = of_column)]
    loop
      if holds then execute format('select %s from (select %L::text as %I) r', rule, tried, of_column) into holds; end if;
    end loop;
    if holds then return false; end if;
  end loop;
  return true;
end
$$;
select is_empty($$select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.atttypid = 'text'::regtype and a.attgenerated = '' and not a.attisdropped
    and (has_column_privilege('authenticated', c.oid, a.attnum, 'insert, update') or has_column_privilege('service_role', c.oid, a.attnum, 'insert, update'))
    -- The names of figures are compared by a trigger, keys of imported rows cut by the function that lays them down, and whom
    -- a suppression meets has its end in a rule that asks its kind as well.
    and c.relname || '.' || a.attname not in ('chart_lines.figure', 'import_rows.key', 'outreach_suppressions.email')
    and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any (k.conkey))
    and not pg_temp.has_end(c.oid::regclass, a.attname)$$,
  'every text that somebody may write has an end');
create function pg_temp.is_list(list text[]) returns boolean language sql as $$ select private.is_text_list(list, 3, 5) $$;
select is_empty($$select list from unnest(array['{}', '{a}', '{a,b,c}', '{"a b"}', '{12345}']) list where not pg_temp.is_list(list::text[])$$, 'a list of a few short texts is one');
select is_empty($$select list from unnest(array['{NULL}', '{a,NULL}', '{{a},{b}}', '[2:3]={a,b}', '{""}', '{" "}', '{a,b,c,d}', '{123456}']) list where pg_temp.is_list(list::text[])$$, 'nothing else is');
select is(private.tidy_text_list('{{" ",abcdefg},{NULL,b}}', 3, 5), '{abcde,b}', 'what was stored otherwise is brought into that form');

select * from finish();
rollback;
