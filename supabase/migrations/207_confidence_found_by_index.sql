-- A confidence that hardly any action was stated with is found by its index, as shares of a limit are. Under row security only comparisons
-- that cannot leak use one: those of double precision do, those of numeric do not, whatever index there is.

do $do$
begin
  if (select a.atttypid from pg_attribute a where a.attrelid = 'public.bot_actions_log'::regclass and a.attname = 'confidence') <> 'double precision'::regtype then
    drop view if exists public.bot_review_queue;
    alter table public.bot_actions_log alter column confidence type double precision;
  end if;
end
$do$;

create index if not exists bot_actions_log_confidence_idx on public.bot_actions_log (confidence desc, id desc);

-- There are a thousand and one confidences: with each of them counted, the planner knows which are rare.
alter table public.bot_actions_log alter column confidence set statistics 1001;

create or replace function private.to_thousandths() returns trigger language plpgsql set search_path = '' as $$
begin
  new.confidence := round(new.confidence::numeric, 3);
  return new;
end
$$;
comment on function private.to_thousandths() is 'Trigger: a confidence is kept to a tenth of a per cent.';
revoke execute on function private.to_thousandths() from public, anon, authenticated;
create or replace trigger to_thousandths before insert or update of confidence on public.bot_actions_log for each row execute function private.to_thousandths();

create or replace function private.bot_calibration(starts_at timestamp with time zone, ends_at timestamp with time zone) returns table (bot_id uuid, bucket integer, reviewed bigint, agreed bigint, mean_confidence numeric) language plpgsql stable security definer set search_path = '' as $$
begin
  if coalesce(auth.role(), '') in ('authenticated', 'anon') and not private.is_staff() then
    return;
  end if;
  return query
  select l.bot_id, least(9, floor(l.confidence::numeric * 10))::integer, count(*), count(*) filter (where l.review = 'confirmed'), round(avg(l.confidence::numeric), 3)
  from public.bot_actions_log l
  where l.confidence is not null and l.review in ('confirmed', 'overturned') and l.created_at >= starts_at and l.created_at < ends_at
  group by 1, 2;
end
$$;

create or replace view public.bot_review_queue with (security_invoker=true) as
 SELECT l.id,
    'action'::text AS item_type,
    l.id::text AS item_id,
    (b.label || ': '::text) || replace(l.action, '_'::text, ' '::text) AS title,
    l.bot_id,
    b.label AS bot_label,
    l.action,
    l.target_table,
    l.target_id,
    l.input,
    l.output,
    l.changed,
    l.confidence,
    l.outcome,
    l.cost_micros,
    l.cost_currency,
    l.duration_ms,
    l.review,
    l.review_note,
    l.created_at,
    l.updated_at,
    d.id AS decision_seen,
    m.full_name AS marked_name,
    u.urgency
   FROM private.unsure_actions() u(action_id, urgency)
     JOIN bot_actions_log l ON l.id = u.action_id
     JOIN ai_bot_health b ON b.id = l.bot_id
     LEFT JOIN staff_members m ON m.user_id = l.reviewed_by
     LEFT JOIN LATERAL ( SELECT r.id
           FROM bot_reviews r
          WHERE r.action_id = l.id
          ORDER BY r.id DESC
         LIMIT 1) d ON true;

comment on view public.bot_review_queue is 'What bots did with less confidence than their line and nobody judged yet, and what somebody marked.';

grant select on public.bot_review_queue to authenticated;
grant select on public.bot_review_queue to service_role;
