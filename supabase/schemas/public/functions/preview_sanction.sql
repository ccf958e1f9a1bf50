-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.preview_sanction(member_id uuid, kind text, days integer DEFAULT NULL::integer, reason_code text DEFAULT NULL::text, hide_pending boolean DEFAULT false, message text DEFAULT NULL::text)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  waits boolean := kind = 'suspend' and days is null and not (select private.has_role('admin'));
  preview jsonb;
begin
  perform private.check_sanction(preview_sanction.member_id, preview_sanction.kind, days, coalesce(hide_pending, false));
  preview := private.sanction_preview(preview_sanction.member_id, preview_sanction.kind,
    case when waits then private.setting('days_to_confirm')::integer else days end, preview_sanction.reason_code, hide_pending, message);
  return preview || jsonb_build_object('version', private.sanctions_version(preview_sanction.member_id), 'to_be_confirmed', waits);
end
$function$;

comment on function public.preview_sanction(member_id uuid, kind text, days integer, reason_code text, hide_pending boolean, message text) is 'What sanction_member would do with the same arguments: what the member is told, cannot do, and which items change, with the version to confirm. Changes nothing.';

grant execute on function public.preview_sanction(member_id uuid, kind text, days integer, reason_code text, hide_pending boolean, message text) to authenticated;
