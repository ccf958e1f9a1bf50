-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.reach_in(since timestamp with time zone, until timestamp with time zone, kind text)
 RETURNS TABLE(id uuid, name text, members bigint, started bigint, completed bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
begin
  perform private.require_staff();
  return query
  with there as (
    select b.part, sum(bit_count(b.bits))::bigint as members from private.active_bits(array[since, until], reach_in.kind) b group by 1
  ), finished as (
    select a.part, a.acts as started, a.amount as completed from private.acts_in(array[since, until], 'game') a where reach_in.kind = 'game'
    union all
    select b.part, null, sum(bit_count(b.bits))::bigint from private.active_bits(array[since, until], 'read') b where reach_in.kind = 'article' group by 1
  ), named as (
    select g.id, g.name from public.games g where reach_in.kind = 'game' union all select a.id, a.title from public.content_articles a where reach_in.kind = 'article'
  )
  select n.id, n.name, case when t.members >= 5 then t.members end, case when t.members >= 5 then coalesce(f.started, t.members) end, case when t.members >= 5 then coalesce(f.completed, 0) end
  from there t join named n on n.id::text = t.part left join finished f on f.part = t.part
  where t.members > 0;
end
$function$;

comment on function private.reach_in(since timestamp with time zone, until timestamp with time zone, kind text) is 'How many members each game or article reached between two moments, how often a game was begun and finished or how many finished the article, for staff; not told of fewer than five.';

grant execute on function private.reach_in(since timestamp with time zone, until timestamp with time zone, kind text) to authenticated;
