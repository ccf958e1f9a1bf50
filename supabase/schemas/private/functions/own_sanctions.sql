-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.own_sanctions()
 RETURNS TABLE(kind text, reason text, message text, starts_at timestamp with time zone, ends_at timestamp with time zone, active boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.kind, r.label, coalesce(s.message, r.member_text), s.starts_at, coalesce(s.lifted_at, s.ends_at),
    s.kind <> 'warn' and s.lifted_at is null and s.starts_at <= now() and (s.ends_at is null or s.ends_at > now())
  from public.member_sanctions s join public.moderation_reasons r on r.code = s.reason_code
  where s.member_id = (select auth.uid())
  order by s.starts_at desc
$function$;

grant execute on function private.own_sanctions() to authenticated;
