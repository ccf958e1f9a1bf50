-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.my_matches()
 RETURNS TABLE(id uuid, other_id uuid, score numeric, factors jsonb, state text, my_answer text, their_answer text, presented_at timestamp with time zone, introduced_at timestamp with time zone, expires_at timestamp with time zone, created_at timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.own_matches()
$function$;

comment on function public.my_matches() is 'The signed-in member''s matches, newest first; what the other answered only once both have. Rows of `matches` where only the other has answered are left to this.';

grant execute on function public.my_matches() to authenticated;
