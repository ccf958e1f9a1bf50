-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.rule_text(code text, member uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce(
    r.member_texts ->> (select left(coalesce(u.raw_user_meta_data ->> 'language', u.raw_user_meta_data ->> 'locale'), 2) from auth.users u where u.id = member),
    r.member_text)
  from public.moderation_reasons r where r.code = rule_text.code
$function$;

comment on function private.rule_text(code text, member uuid) is 'The text of a rule as a member is told it, in their language where it has one.';
