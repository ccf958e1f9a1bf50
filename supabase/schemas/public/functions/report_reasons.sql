-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.report_reasons()
 RETURNS TABLE(code text, label text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.report_reasons()
$function$;

comment on function public.report_reasons() is 'What a member can report something for: every reason for which moderators hide or remove.';

grant execute on function public.report_reasons() to authenticated;
