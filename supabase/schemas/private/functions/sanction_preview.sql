-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.sanction_preview(member_id uuid, kind text, days integer DEFAULT NULL::integer, reason_code text DEFAULT NULL::text, hide_pending boolean DEFAULT false, message text DEFAULT NULL::text)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  hides boolean := coalesce(hide_pending, false);
  ends timestamptz := now() + make_interval(days => days);
  until text := to_char(ends at time zone 'UTC', 'FMDD FMMonth YYYY');
  reason public.moderation_reasons;
  items jsonb;
begin
  perform private.check_sanction(sanction_preview.member_id, sanction_preview.kind, days, hides);
  select * into reason from public.moderation_reasons r where r.code = sanction_preview.reason_code;
  select coalesce(jsonb_agg(to_jsonb(i) - 'version'), '[]') into items from private.sanction_items(sanction_preview.member_id, hides) i;
  return jsonb_build_object(
    'kind', sanction_preview.kind,
    'starts_at', now(),
    'ends_at', ends,
    'member', (select jsonb_build_object('id', p.id, 'name', p.display_name) from public.profiles p where p.id = sanction_preview.member_id),
    'told', jsonb_build_object(
      'title', case sanction_preview.kind
        when 'warn' then 'A word about what you wrote'
        when 'mute' then format('You cannot write in the community until %s', until)
        else case when ends is null then 'Your membership is suspended' else format('Your membership is suspended until %s', until) end end,
      'text', coalesce(private.said(message), reason.member_text)),
    'cannot', to_jsonb(case sanction_preview.kind
      when 'warn' then array[]::text[]
      when 'mute' then array['Write or edit posts', 'Write or edit comments']
      else array['Write or edit posts', 'Write or edit comments', 'React to posts', 'Report posts and comments', 'Change the profile or photos', 'Appear in matches or be introduced'] end),
    'still_can', to_jsonb(case sanction_preview.kind
      when 'warn' then array['Do everything as before']
      when 'mute' then array['Read the community', 'React to posts', 'Report posts and comments', 'See and answer their matches']
      else array['Sign in and read', 'Read why and until when', 'Object to it'] end),
    'items', items,
    'counts', (
      select jsonb_build_object('changes', jsonb_array_length(items), 'published', count(*) filter (where s.state = 'published'),
        'pending', count(*) filter (where s.state = 'pending'), 'stay_visible', count(*) filter (where s.state = 'published'))
      from (
        select p.state from public.community_posts p where p.user_id = sanction_preview.member_id
        union all
        select c.state from public.post_comments c where c.user_id = sanction_preview.member_id
      ) s),
    'active', (
      select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind, 'ends_at', s.ends_at, 'reason_label', r.label) order by s.starts_at desc), '[]')
      from public.member_sanctions s join public.moderation_reasons r on r.code = s.reason_code
      where s.member_id = sanction_preview.member_id and s.kind <> 'warn' and s.lifted_at is null and s.starts_at <= now() and (s.ends_at is null or s.ends_at > now())));
end
$function$;

comment on function private.sanction_preview(member_id uuid, kind text, days integer, reason_code text, hide_pending boolean, message text) is 'What a sanction would do to a member: from when until when, what they are told, what they cannot and still can do, which items are hidden, and what holds already. Behind preview_sanction.';

grant execute on function private.sanction_preview(member_id uuid, kind text, days integer, reason_code text, hide_pending boolean, message text) to authenticated;
