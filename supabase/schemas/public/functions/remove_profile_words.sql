-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.remove_profile_words(member_id uuid, field text, reason_code text, note text DEFAULT NULL::text, client_key uuid DEFAULT NULL::uuid, seen jsonb DEFAULT NULL::jsonb)
 RETURNS member_notices
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.remove_profile_words(member_id, field, reason_code, note, client_key, seen)
$function$;

comment on function public.remove_profile_words(member_id uuid, field text, reason_code text, note text, client_key uuid, seen jsonb) is 'Takes away the bio, occupation or pronouns of a member for a reason, which the member reads and may object to. seen: what stood there when it was read, by field; nothing is taken away where it is another by now. The same client_key again answers what it did the first time.';

grant execute on function public.remove_profile_words(member_id uuid, field text, reason_code text, note text, client_key uuid, seen jsonb) to authenticated;
