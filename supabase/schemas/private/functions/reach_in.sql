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
  if kind = 'game' then
    return query
    select g.id, g.name, case when r.members >= 5 then r.members end, case when r.members >= 5 then r.started end, case when r.members >= 5 then r.completed end
    from (
      select p.game_id, count(*) as members, sum(p.started)::bigint as started, sum(p.completed)::bigint as completed
      from (
        select s.game_id, s.user_id, count(*) as started, count(*) filter (where s.state = 'completed') as completed
        from public.user_game_sessions s where s.started_at >= since and s.started_at < until group by 1, 2
      ) p group by 1
    ) r join public.games g on g.id = r.game_id;
  else
    return query
    select a.id, a.title, case when r.members >= 5 then r.members end, case when r.members >= 5 then r.members end, case when r.members >= 5 then r.completed end
    from (
      select p.article_id, count(*) as members, count(*) filter (where p.has_read) as completed
      from (
        select i.article_id, i.user_id, bool_or(i.kind = 'read') as has_read
        from public.user_content_interactions i where i.created_at >= since and i.created_at < until group by 1, 2
      ) p group by 1
    ) r join public.content_articles a on a.id = r.article_id;
  end if;
end
$function$;

grant execute on function private.reach_in(since timestamp with time zone, until timestamp with time zone, kind text) to authenticated;
