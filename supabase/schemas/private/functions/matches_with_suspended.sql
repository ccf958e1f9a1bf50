-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.matches_with_suspended()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce(array_agg(m.id), '{}')
  from public.matches m
  where auth.uid() in (m.user_a, m.user_b) and private.is_suspended(case when m.user_a = auth.uid() then m.user_b else m.user_a end)
$function$;

comment on function private.matches_with_suspended() is 'The matches of the signed-in member whose other person is suspended: they are not shown.';

grant execute on function private.matches_with_suspended() to authenticated;
