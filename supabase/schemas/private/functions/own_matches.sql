-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.own_matches()
 RETURNS TABLE(id uuid, other_id uuid, score numeric, factors jsonb, state text, my_answer text, their_answer text, presented_at timestamp with time zone, introduced_at timestamp with time zone, expires_at timestamp with time zone, created_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select m.id, case m.user_a when a.me then m.user_b else m.user_a end, m.score, m.factors,
    -- The state would tell what the answer is.
    case when a.mine is not null or a.theirs is null or m.state not in ('accepted', 'declined') then m.state
      when m.expires_at < now() then 'expired' else 'presented' end,
    a.mine, case when a.mine is not null then a.theirs end, m.presented_at, m.introduced_at, m.expires_at, m.created_at
  from public.matches m, lateral (
    select auth.uid() as me, case m.user_a when auth.uid() then m.response_a else m.response_b end as mine,
      case m.user_a when auth.uid() then m.response_b else m.response_a end as theirs) a
  where a.me in (m.user_a, m.user_b) and m.id <> all ((select private.matches_with_suspended())::uuid[])
  order by m.created_at desc, m.id
$function$;

comment on function private.own_matches() is 'The reading half of my_matches.';

grant execute on function private.own_matches() to authenticated;
