-- 234 erased_after_a_line_break
-- Documents keep a line break as \n, so an address at the start of a line followed a letter there and stayed when its person
-- was erased. It also stayed in the history of another record whose words were changed since.

do $$
declare
  definition text := pg_get_functiondef('private.erase_lead(uuid, text)'::regprocedure);
  edge constant text := $x$mark := '(?<![[:alnum:]._+-])('$x$;
  edges constant text := $x$mark := '(?:(?<![[:alnum:]._+-])|(?<=\\[nrt]))('$x$;
  ends constant text := $x$  perform private.set_context('door', ''), private.set_context('reason', '');
  select jsonb_object_agg($x$;
  once constant text := $x$  -- What once stood in the words of other records.
  update public.audit_log a set before = regexp_replace(a.before::text, mark, nothing, 'gi')::jsonb, after = regexp_replace(a.after::text, mark, nothing, 'gi')::jsonb
  where a.table_name in ('leads', 'outreach_responses', 'outreach_suppressions') and a.action = 'update'
    and a.changed && '{notes,follow_up_note,headline,rejected_reason,subject,body,handling_note,note,lift_reason}'
    and lower(concat(a.before, a.after)) like any (rough) and concat_ws(' ', a.before, a.after) ~* mark;
$x$;
begin
  if position(edge in definition) > 0 and position(ends in definition) > 0 then
    execute replace(replace(definition, edge, edges), ends, once || ends);
  elsif position(edges in definition) = 0 then
    raise exception 'private.erase_lead is not what 217 made of it.';
  end if;
end
$$;
