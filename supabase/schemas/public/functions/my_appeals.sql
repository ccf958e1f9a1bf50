-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.my_appeals()
 RETURNS TABLE(id uuid, notice_id uuid, text text, state text, answer text, created_at timestamp with time zone, decided_at timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.my_appeals()
$function$;

comment on function public.my_appeals() is 'The signed-in member''s own objections and their answers.';

grant execute on function public.my_appeals() to authenticated;
