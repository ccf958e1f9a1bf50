-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.merge_leads(kept uuid, gone uuid, take text[] DEFAULT '{}'::text[], kept_version timestamp with time zone DEFAULT NULL::timestamp with time zone, gone_version timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.merge_leads(kept, gone, take, kept_version, gone_version) $function$;

comment on function public.merge_leads(kept uuid, gone uuid, take text[], kept_version timestamp with time zone, gone_version timestamp with time zone) is 'Makes two leads of one person one: the fields in take come from the one that goes, what the kept one lacks too; enrollments, mails, replies, consents and comments move; the stricter consent and every suppression hold. Can be taken back within a day.';

grant execute on function public.merge_leads(kept uuid, gone uuid, take text[], kept_version timestamp with time zone, gone_version timestamp with time zone) to authenticated;
