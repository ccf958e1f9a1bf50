-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.reach_in(since timestamp with time zone, until timestamp with time zone, kind text)
 RETURNS TABLE(id uuid, name text, members bigint, started bigint, completed bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.require_staff();
  if kind = 'game' then
    return query
    select g.id, g.name, count(distinct s.user_id), count(*), count(*) filter (where s.state = 'completed')
    from public.user_game_sessions s join public.games g on g.id = s.game_id
    where s.started_at >= since and s.started_at < until group by g.id;
  else
    return query
    select a.id, a.title, count(distinct i.user_id), count(distinct i.user_id), count(distinct i.user_id) filter (where i.kind = 'read')
    from public.user_content_interactions i join public.content_articles a on a.id = i.article_id
    where i.created_at >= since and i.created_at < until group by a.id;
  end if;
end
$function$;

grant execute on function private.reach_in(since timestamp with time zone, until timestamp with time zone, kind text) to authenticated;
