-- What the elements of a document are is checked for every document that programs, members and colleagues write.
-- As paths, not functions: a constraint is checked at every change of a row, and leads are changed by thousands.

-- What a bot did is changed by nobody else.
alter table public.bot_actions_log disable trigger only_review;

do $do$
declare
  rule record;
  -- No value of a plain document holds others.
  nested constant text := '@.value.type() == "object" || @.value.type() == "array"';
begin
  for rule in
    select * from (values
      ('games', 'scoring', format('strict $.keyvalue() ? (%s)', nested), null, null),
      ('badges', 'criteria', format('strict $.keyvalue() ? (%s || (@.key == "event" && @.value.type() != "string")
        || ((@.key == "count" || @.key == "streak_days") && @.value.type() != "number"))', nested), null, null),
      ('lead_sources', 'config', 'strict $.keyvalue() ? (@.value.type() != "null" && (
        ((@.key == "path" || @.key == "format") && @.value.type() != "string")
        || ((@.key == "max_pages" || @.key == "since_days") && @.value.type() != "number")
        || (@.key == "double_opt_in" && @.value.type() != "boolean")
        || ((@.key == "keywords" || @.key == "fields") && (@.value.type() != "array" || exists (@.value[*] ? (@.type() != "string"))))))', null, null),
      ('user_game_sessions', 'insights', format('strict $.keyvalue() ? (%s || (@.key == "summary" && @.value.type() != "string")
        || (@.key == "confidence" && @.value.type() != "number"))', nested), null, null),
      ('conversation_responses', 'extracted', format('strict $.keyvalue() ? (%s || (@.key == "dimension" && @.value.type() != "string")
        || (@.key == "confidence" && @.value.type() != "number"))', nested), null, null),
      ('imports', 'mapping', 'strict $.keyvalue() ? (@.value.type() != "string")', null, null),
      ('leads', 'score_reasons', 'strict $[*] ? (@.type() != "object")',
        'lax $[*] ? (!exists (@.reason) || @.reason.type() != "string" || (exists (@.points) && @.points.type() != "number"))',
        $$select coalesce(jsonb_agg(jsonb_build_object('reason', coalesce(e ->> 'reason', e #>> '{}'))
          || case when jsonb_typeof(e -> 'points') = 'number' then jsonb_build_object('points', e -> 'points') else '{}' end order by n), '[]')
          from jsonb_array_elements(score_reasons) with ordinality x (e, n)$$),
      ('scrape_runs', 'log', 'strict $[*] ? (@.type() != "object")',
        'lax $[*] ? (!exists (@.text) || @.text.type() != "string" || (exists (@.at) && @.at.type() != "string") || (exists (@.level) && @.level.type() != "string"))',
        $$select coalesce(jsonb_agg(jsonb_build_object('text', coalesce(e ->> 'text', e #>> '{}'), 'level', case when jsonb_typeof(e -> 'level') = 'string' then e ->> 'level' else 'info' end)
          || case when jsonb_typeof(e -> 'at') = 'string' then jsonb_build_object('at', e -> 'at') else '{}' end order by n), '[]')
          from jsonb_array_elements(log) with ordinality x (e, n)$$),
      ('saved_views', 'columns', 'strict $[*] ? (@.type() != "object")',
        'lax $[*] ? (!exists (@.name) || @.name.type() != "string" || (exists (@.width) && @.width.type() != "number") || (exists (@.pinned) && @.pinned.type() != "boolean"))',
        $$select '[]'::jsonb$$),
      ('user_preferences', 'value',
        'strict $ ? (@.type() == "null" || (@.type() == "array" && exists (@[*] ? (@.type() == "object" || @.type() == "array" || @.type() == "null"))))',
        format('strict $ ? (@.type() == "object").keyvalue() ? (%s || ((@.key == "min" || @.key == "max" || @.key == "km") && @.value.type() != "number"))', nested),
        $$select to_jsonb(coalesce(value #>> '{}', ''))$$),
      ('user_game_responses', 'answer',
        'strict $ ? (@.type() == "object" || @.type() == "null" || (@.type() == "array" && exists (@[*] ? (@.type() == "object" || @.type() == "array" || @.type() == "null"))))', null,
        $$select to_jsonb(coalesce(answer #>> '{}', ''))$$),
      ('bot_actions_log', 'input', 'strict $ ? (@.type() != "object")', null, $$select jsonb_build_object('value', input)$$),
      ('bot_actions_log', 'output', 'strict $ ? (@.type() != "object")', null, $$select jsonb_build_object('value', output)$$)
    ) r (of_table, of_column, wrong, or_wrong, instead)
  loop
    execute format('alter table public.%I drop constraint if exists %I', rule.of_table, rule.of_table || '_' || rule.of_column || '_elements_check');
    -- What is there already is kept in words; a part that may not be words is left out, and the history keeps it.
    execute format('update public.%1$I set %2$I = (%5$s) where jsonb_path_exists(%2$I, %3$L) or jsonb_path_exists(%2$I, %4$L)',
      rule.of_table, rule.of_column, rule.wrong, coalesce(rule.or_wrong, rule.wrong), coalesce(rule.instead, format(
        $$select coalesce(jsonb_object_agg(e.key, in_words.value), '{}') from jsonb_each(%1$I) e,
          lateral (select case when jsonb_path_exists(jsonb_build_object(e.key, e.value), %2$L) then to_jsonb(coalesce(e.value #>> '{}', '')) else e.value end) in_words (value)
          where not jsonb_path_exists(jsonb_build_object(e.key, in_words.value), %2$L)$$, rule.of_column, rule.wrong)));
    execute format('alter table public.%I add constraint %I check (not jsonb_path_exists(%I, %L::jsonpath)%s)',
      rule.of_table, rule.of_table || '_' || rule.of_column || '_elements_check', rule.of_column, rule.wrong,
      case when rule.or_wrong is null then '' else format(' and not jsonb_path_exists(%I, %L::jsonpath)', rule.of_column, rule.or_wrong) end);
  end loop;
end
$do$;

alter table public.bot_actions_log enable trigger only_review;
