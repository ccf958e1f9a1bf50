-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.figures_begin()
 RETURNS TABLE(kind text, begins_at timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.figures_begin()
$function$;

comment on function public.figures_begin() is 'When the first record of each kind that charts count was made, for staff; before it nothing is known, which is not zero.';

grant execute on function public.figures_begin() to authenticated;
grant execute on function public.figures_begin() to service_role;
