-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.report_reasons()
 RETURNS TABLE(code text, label text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select r.code, r.label from public.moderation_reasons r
  where r.active and r.decisions && array['hide', 'remove'] and auth.uid() is not null
  order by r.position, r.code
$function$;

comment on function private.report_reasons() is 'The reasons for which members may report something. Behind the public function of its name.';

grant execute on function private.report_reasons() to authenticated;
