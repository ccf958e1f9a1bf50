-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.my_reports()
 RETURNS TABLE(id uuid, post_id uuid, comment_id uuid, category text, note text, item_version integer, state text, created_at timestamp with time zone, decided_at timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.my_reports()
$function$;

comment on function public.my_reports() is 'The signed-in member''s own reports and what came of them, without who decided.';

grant execute on function public.my_reports() to authenticated;
