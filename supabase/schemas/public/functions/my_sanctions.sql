-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.my_sanctions()
 RETURNS TABLE(kind text, reason text, message text, starts_at timestamp with time zone, ends_at timestamp with time zone, active boolean)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.own_sanctions()
$function$;

comment on function public.my_sanctions() is 'The signed-in member''s own sanctions, newest first: what, why, from when until when.';

grant execute on function public.my_sanctions() to authenticated;
