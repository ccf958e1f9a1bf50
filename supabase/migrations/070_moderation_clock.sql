-- Who was suspended is free when the time is over, wherever it is asked; who decided about a report stays unknown to
-- whoever reported; the queue is asked for what changed, in one call.

-- ---------------------------------------------------------------------------------------
-- A report names its moderator: members read theirs in my_reports, as they do their objections in my_appeals

drop policy if exists "content_reports select" on public.content_reports;
create policy "content_reports select" on public.content_reports for select to authenticated
  using ((select private.has_role('moderator')));
create or replace function private.my_reports() returns table (
  id uuid, post_id uuid, comment_id uuid, category text, note text, item_version integer, state text, created_at timestamptz, decided_at timestamptz
)
language sql stable security definer set search_path = '' as $$
  select r.id, r.post_id, r.comment_id, r.category, r.note, r.item_version, r.state, r.created_at, r.decided_at
  from public.content_reports r where r.reporter_id = (select auth.uid()) order by r.created_at desc
$$;
comment on function private.my_reports() is 'The reading half of my_reports.';
create or replace function public.my_reports() returns table (
  id uuid, post_id uuid, comment_id uuid, category text, note text, item_version integer, state text, created_at timestamptz, decided_at timestamptz
)
language sql stable security invoker set search_path = '' as $$
  select * from private.my_reports()
$$;
comment on function public.my_reports() is 'The signed-in member''s own reports and what came of them, without who decided.';

-- ---------------------------------------------------------------------------------------
-- One helper says who is suspended, by the clock

create or replace function private.is_suspended(member uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.member_sanctions s where s.member_id = member and s.kind = 'suspend' and private.is_running(s))
$$;
comment on function private.is_suspended(uuid) is 'Whether a suspension of this member runs at this moment; the state of the profile follows it a little later.';

create or replace function private.refuse_suspended_match() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- History that the system brings along is taken as it is.
  if auth.role() in ('authenticated', 'service_role') then
    if private.is_suspended(new.user_a) or private.is_suspended(new.user_b) then
      raise exception 'Who is suspended is matched with nobody.' using errcode = '23514';
    end if;
    perform private.follow_sanctions(p.id) from public.profiles p where p.id in (new.user_a, new.user_b) and p.state = 'suspended';
  end if;
  return new;
end
$$;
create or replace function private.refuse_suspended_introduction() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if auth.role() in ('authenticated', 'service_role') and exists (
    select from public.matches m where m.id = new.match_id and (private.is_suspended(m.user_a) or private.is_suspended(m.user_b))) then
    raise exception 'Who is suspended is introduced to nobody.' using errcode = '23514';
  end if;
  return new;
end
$$;
create or replace function private.matches_with_suspended() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(m.id), '{}')
  from public.matches m
  where auth.uid() in (m.user_a, m.user_b) and private.is_suspended(case when m.user_a = auth.uid() then m.user_b else m.user_a end)
$$;

-- A suspension that is over ends at every door: whatever the member does or asks, whatever is written to their profile,
-- each look at the queue, each renewal of claims, each round of a worker.
create or replace function private.end_own_suspension() returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.profiles p where p.id = auth.uid() and p.state = 'suspended') and not private.is_suspended(auth.uid()) then
    perform private.follow_sanctions(auth.uid());
  end if;
end
$$;
comment on function private.end_own_suspension() is 'Makes the signed-in member active again, if their suspension is over.';
create or replace function private.refuse_suspended() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user = 'authenticated' then
    if private.is_kept_from('taking_part') then
      raise exception 'You are suspended. my_sanctions tells why and until when.' using errcode = '42501';
    elsif tg_table_name <> 'profiles' then
      perform private.end_own_suspension();
    end if;
  end if;
  return null;
end
$$;
create or replace function private.return_when_over() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_suspended(new.id) then
    new.state := coalesce(
      (select s.state_before from public.member_sanctions s where s.member_id = new.id and s.kind = 'suspend' order by s.starts_at desc limit 1), 'active');
  end if;
  return new;
end
$$;
comment on function private.return_when_over() is 'Trigger: any change of a profile ends a suspension whose time is over. Last by its name, as it is nobody''s own doing.';
create or replace trigger z_return before update on public.profiles
  for each row when (old.state = 'suspended' and new.state = 'suspended') execute function private.return_when_over();
create or replace function private.may_leave_suspension(member uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select (member = (select auth.uid()) or (select auth.role()) = 'service_role' or (select private.has_role('moderator'))) and not private.is_suspended(member)
$$;
comment on function private.may_leave_suspension(uuid) is 'Whether the state of this profile may change by hand again, asked by whoever may change it.';
create or replace function private.guard_suspension() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user in ('authenticated', 'service_role') and (tg_op = 'INSERT' and new.state = 'suspended'
    or tg_op = 'UPDATE' and new.state <> old.state and (new.state = 'suspended' or old.state = 'suspended' and not private.may_leave_suspension(old.id))) then
    raise exception 'A member is suspended by a sanction, and active again when it ends or is lifted.' using errcode = '42501', detail = '{"field": "state"}';
  end if;
  return new;
end
$$;

-- The own ones end what is over where they may write; a GET only reads.
create or replace function public.my_sanctions() returns table (
  kind text, reason text, message text, starts_at timestamptz, ends_at timestamptz, active boolean
)
language plpgsql volatile security invoker set search_path = '' as $$
begin
  if current_setting('transaction_read_only') = 'off' then
    perform private.end_own_suspension();
  end if;
  return query select * from private.own_sanctions();
end
$$;

-- Somebody suspended anew just after the last time was over returns to what they were before that one.
create or replace function private.end_before_next() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if auth.uid() is not null then
    perform private.follow_sanctions(new.member_id);
  end if;
  return new;
end
$$;
comment on function private.end_before_next() is 'Trigger: before a new suspension, one that is over ends. Before the others, by its name.';
create or replace trigger a_before_bound before insert on public.member_sanctions
  for each row when (new.kind = 'suspend') execute function private.end_before_next();

-- ---------------------------------------------------------------------------------------
-- The poll: what changed, what is gone and what was decided, in one call

drop function if exists public.moderation_changes(timestamptz);
create or replace function public.moderation_changes(since timestamptz default null, after_decision bigint default null) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators see this.' using errcode = '42501';
  end if;
  if current_setting('transaction_read_only') = 'off' then
    perform private.end_sanctions();
  end if;
  return jsonb_build_object(
    -- What is on its way when this looks is told the next time: a little of what was told is told twice.
    'at', now() - interval '5 seconds',
    'last_decision', (select coalesce(max(d.id), 0) from public.moderation_decisions d),
    'decisions', (
      select coalesce(jsonb_agg(to_jsonb(h) order by h.id), '[]') from public.moderation_history h
      where h.id = any (array(select d.id from public.moderation_decisions d where d.id > after_decision order by d.id limit 500))),
    'gone', (
      select coalesce(jsonb_agg(jsonb_build_object('item_type', w.item_type, 'item_id', w.item_id)), '[]')
      from public.moderation_waiting w where w.changed_at > since and w.waiting_since is null),
    'changed', (
      select coalesce(jsonb_agg(to_jsonb(q) - array['body', 'shown', 'explanation']), '[]')
      from public.moderation_queue q
      where q.id = any (array(select w.item_id from public.moderation_waiting w where w.changed_at > since and w.waiting_since is not null))));
end
$$;
comment on function public.moderation_changes(timestamptz, bigint) is
  'What of the queue changed since then, and what was decided after that decision: {"at", "last_decision", "decisions", "changed": [rows without their texts], "gone": [items]}. Without since: only from where to ask on.';

revoke all on function
  private.my_reports(), public.my_reports(), private.is_suspended(uuid), private.may_leave_suspension(uuid), private.end_own_suspension(), private.return_when_over(), private.end_before_next(),
  public.moderation_changes(timestamptz, bigint)
  from public, anon, authenticated, service_role;
grant execute on function private.my_reports(), public.my_reports(), private.end_own_suspension(), public.moderation_changes(timestamptz, bigint) to authenticated;
grant execute on function private.may_leave_suspension(uuid) to authenticated, service_role;
