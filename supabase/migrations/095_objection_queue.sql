-- Objections in a queue of their own
-- What an objection is against stands beside it, and the home page tells how long answers take.

create or replace view public.appeal_queue with (security_invoker = true) as
select a.id, a.state, a.text, a.member_id, p.display_name as member_name, n.kind, n.what, n.rule_code, n.rule_text, n.facts, n.decision_id, n.sanction_id, n.created_at as decided_at,
  coalesce(d.moderator_id, s.created_by, o.moderator_id) as decided_by,
  (select m.full_name from public.staff_members m where m.user_id = coalesce(d.moderator_id, s.created_by, o.moderator_id)) as decided_by_name,
  (select auth.uid()) <> all (array_remove(array[d.moderator_id, s.created_by, s.confirmed_by, o.moderator_id, a.member_id], null)) as may_answer,
  a.answer, a.decided_at as answered_at, a.decided_by as answered_by,
  (select m.full_name from public.staff_members m where m.user_id = a.decided_by) as answered_by_name,
  a.created_at, a.updated_at,
  case when d.post_id is not null then 'post' when d.comment_id is not null then 'comment' when o.id is not null then 'photo' else 'sanction' end as item_type,
  coalesce(d.post_id, d.comment_id, o.image_id) as item_id,
  (select i.storage_path from public.user_images i where i.id = o.image_id) as storage_path,
  (select r.label from public.moderation_reasons r where r.code = n.rule_code) as rule_label,
  coalesce(d.note, s.note, o.note) as note, n.until, n.reversed_at
from public.moderation_appeals a
join public.profiles p on p.id = a.member_id
join public.member_notices n on n.id = a.notice_id
left join public.moderation_decisions d on d.id = n.decision_id
left join public.member_sanctions s on s.id = n.sanction_id
left join public.photo_decisions o on o.id = n.photo_decision_id
where (select private.has_role('moderator'));

create or replace function public.moderation_objections(from_date date, to_date date, time_zone text default 'UTC') returns table (
  open bigint, oldest timestamptz, answered bigint, overturned bigint, median_seconds numeric, longest_seconds numeric
)
language plpgsql stable security invoker set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  return query
  select
    (select count(*) from public.moderation_appeals a where a.state = 'open'),
    (select min(a.created_at) from public.moderation_appeals a where a.state = 'open'),
    count(*), count(*) filter (where a.state = 'overturned'),
    round(percentile_cont(0.5) within group (order by extract(epoch from a.decided_at - a.created_at))::numeric),
    round(max(extract(epoch from a.decided_at - a.created_at)))
  from public.moderation_appeals a
  where a.decided_at >= from_date::timestamp at time zone time_zone and a.decided_at < (to_date + 1)::timestamp at time zone time_zone;
end
$$;
comment on function public.moderation_objections(date, date, text) is 'How many objections wait and since when, and how long those answered in these days took.';
revoke all on function public.moderation_objections(date, date, text) from public, anon, authenticated, service_role;
grant execute on function public.moderation_objections(date, date, text) to authenticated;
