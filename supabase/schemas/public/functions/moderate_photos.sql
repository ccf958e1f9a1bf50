-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.moderate_photos(decisions jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET statement_timeout TO '60s'
AS $function$
declare
  wanted record;
  entry public.photo_decisions;
  results jsonb := '[]';
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators decide about photos.' using errcode = '42501';
  elsif jsonb_typeof(decisions) is distinct from 'array' or jsonb_array_length(decisions) not between 1 and 100 then
    raise exception 'Send a list of 1 to 100 decisions.' using errcode = '22023';
  elsif exists (
    select from jsonb_to_recordset(decisions) w (item_id uuid, decision text, client_key uuid)
    where w.item_id is null or w.client_key is null or w.decision is null or w.decision not in ('approve', 'reject', 'escalate')) then
    raise exception 'Each decision needs item_id, checksum, decision and client_key.' using errcode = '22023';
  end if;
  -- All locks first and in one order.
  perform from public.user_images i where i.id in (select w.item_id from jsonb_to_recordset(decisions) w (item_id uuid)) order by i.id for update;
  for wanted in
    select d.*, i.version as standing, i.state, (private.last_photo_decision(i.id, false)).id as latest
    from rows from (jsonb_to_recordset(decisions) as (item_id uuid, checksum text, decision_seen bigint, decision text, reason_code text, note text,
      client_key uuid, over_claim boolean, version integer)) with ordinality
      d (item_id, checksum, decision_seen, decision, reason_code, note, client_key, over_claim, version, place)
    left join public.user_images i on i.id = d.item_id
    order by d.place
  loop
    if wanted.version < wanted.standing and not exists (select from public.photo_decisions d where d.client_key = wanted.client_key)
      and wanted.latest is not distinct from wanted.decision_seen then
      results := results || jsonb_build_object('item_type', 'photo', 'item_id', wanted.item_id, 'client_key', wanted.client_key, 'result', 'conflict', 'kind', 'edited',
        'why', 'The member has described it anew since you opened it.', 'state', wanted.state, 'version', wanted.standing, 'decision_seen', wanted.latest);
      continue;
    end if;
    entry := null;
    entry.image_id := wanted.item_id;
    entry.checksum := wanted.checksum;
    entry.decision_seen := wanted.decision_seen;
    entry.decision := wanted.decision;
    entry.reason_code := nullif(wanted.reason_code, '');
    entry.note := wanted.note;
    entry.client_key := wanted.client_key;
    entry.over_claim := wanted.over_claim;
    results := results || private.decide_photo(entry);
  end loop;
  return results;
end
$function$;

comment on function public.moderate_photos(decisions jsonb) is 'Decides about photos: [{"item_id", "checksum", "version", "decision_seen", "decision", "reason_code", "note", "client_key", "over_claim"}]. The checksum is that of the picture that was seen, the version that of its description. Answers for each, in that order: applied, conflict or refused.';

grant execute on function public.moderate_photos(decisions jsonb) to authenticated;
