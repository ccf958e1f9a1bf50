-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.sanctions_version(member uuid)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select md5(coalesce(string_agg(s.id::text || coalesce(s.lifted_at::text, '') || coalesce(s.ends_at::text, ''), ',' order by s.starts_at, s.id), ''))
  from public.member_sanctions s where s.member_id = member
$function$;

comment on function private.sanctions_version(member uuid) is 'A digest of a member''s sanctions: one that differs from the preview''s means that it must be looked at again.';

grant execute on function private.sanctions_version(member uuid) to authenticated;
