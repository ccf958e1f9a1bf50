-- Reports about a person, and about a conversation
-- A member reports another member, or a conversation of their own with the onboarding bot. What members write to each other
-- is in no table here. Moderators answer; whoever reported is told, and who answered is not.

create table if not exists public.member_reports (
  id uuid primary key default gen_random_uuid(),
  member_id uuid references public.profiles (id) on delete cascade,
  conversation_id uuid references public.user_conversations (id) on delete cascade,
  reporter_id uuid not null references public.profiles (id) on delete cascade,
  category text not null references public.moderation_reasons (code) on delete restrict,
  note text check (char_length(note) between 1 and 2000),
  state text not null default 'open' check (state in ('open', 'upheld', 'dismissed')),
  answer text check (char_length(answer) between 1 and 2000),
  decided_by uuid references public.staff_members (user_id) on delete restrict,
  decided_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint member_reports_one_subject_check check (num_nonnulls(member_id, conversation_id) = 1),
  constraint member_reports_not_oneself_check check (member_id <> reporter_id),
  constraint member_reports_finite check (isfinite(decided_at)),
  constraint member_reports_decided_at_required_check check ((state = 'open') = (decided_at is null))
);
comment on table public.member_reports is
  'What members report of a person, or of their conversation with the onboarding bot. Conversations between members are not in this schema.';
comment on column public.member_reports.answer is 'For colleagues: what was found.';
create unique index if not exists member_reports_open_member_key on public.member_reports (reporter_id, member_id) where state = 'open' and member_id is not null;
create unique index if not exists member_reports_open_conversation_key on public.member_reports (reporter_id, conversation_id) where state = 'open' and conversation_id is not null;
create index if not exists member_reports_created_idx on public.member_reports (created_at desc, id desc);
create index if not exists member_reports_member_idx on public.member_reports (member_id, created_at desc);
create index if not exists member_reports_conversation_idx on public.member_reports (conversation_id);
create index if not exists member_reports_reporter_idx on public.member_reports (reporter_id, created_at desc);
create index if not exists member_reports_category_idx on public.member_reports (category);
create index if not exists member_reports_decided_by_idx on public.member_reports (decided_by);
alter table public.member_reports enable row level security;
revoke all on public.member_reports from anon, authenticated, service_role;
grant select on public.member_reports to authenticated, service_role;
select private.allow_columns('member_reports', 'insert', '{"member": ["id", "member_id", "conversation_id", "reporter_id", "category", "note"]}');
drop policy if exists "member_reports select" on public.member_reports;
create policy "member_reports select" on public.member_reports for select to authenticated using ((select private.has_role('moderator')));
drop policy if exists "member_reports insert" on public.member_reports;
create policy "member_reports insert" on public.member_reports for insert to authenticated
  with check (reporter_id = (select auth.uid()) and not (select private.is_kept_from('taking_part'))
    and (conversation_id is null or exists (select from public.user_conversations c where c.id = conversation_id and c.user_id = (select auth.uid()))));
create or replace trigger a_suspended before insert or update or delete on public.member_reports for each statement execute function private.refuse_suspended();
create or replace trigger touch before update on public.member_reports for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.member_reports for each row execute function private.audit('log');
insert into private.audit_readers (table_name, roles) values ('member_reports', '{moderator}') on conflict do nothing;

create or replace function private.check_member_report() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if auth.uid() is not null and not exists (select from private.report_reasons() r where r.code = new.category) then
    perform private.raise_refusal('Choose one of the reasons.', 'category');
  end if;
  return new;
end
$$;
comment on function private.check_member_report() is 'Trigger: members report for the reasons that report_reasons tells.';
create or replace trigger a_check before insert on public.member_reports for each row execute function private.check_member_report();

create or replace function private.answer_member_report(report_id uuid, outcome text, answer text) returns public.member_reports
language plpgsql security definer set search_path = '' as $$
declare
  report public.member_reports;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators answer reports.' using errcode = '42501';
  elsif outcome is null or outcome not in ('upheld', 'dismissed') then
    raise exception 'A report is upheld or dismissed.' using errcode = '22023', detail = '{"field": "outcome"}';
  elsif btrim(coalesce(answer_member_report.answer, '')) = '' then
    perform private.raise_refusal('Say what you found, for colleagues.', 'answer');
  end if;
  select * into report from public.member_reports r where r.id = report_id for update;
  if not found then
    raise exception 'There is no such report.' using errcode = 'P0002';
  elsif auth.uid() in (report.reporter_id, report.member_id) then
    raise exception 'Nobody answers a report of their own, or about themselves.' using errcode = '42501';
  elsif report.state <> 'open' then
    raise exception '% has answered it already: %.', (select s.full_name from public.staff_members s where s.user_id = report.decided_by), report.state using errcode = 'PT409';
  end if;
  update public.member_reports r set state = outcome, answer = btrim(answer_member_report.answer), decided_by = auth.uid(), decided_at = clock_timestamp()
  where r.id = report.id returning * into report;
  insert into public.member_notices (member_id, kind, what, facts)
  values (report.reporter_id, 'report', outcome, case outcome
    when 'upheld' then 'Thank you. What you reported broke our rules, and we have done something about it.'
    else 'We have looked at what you reported. It is within our rules.' end);
  return report;
end
$$;
create or replace function public.answer_member_report(report_id uuid, outcome text, answer text) returns public.member_reports
language sql security invoker set search_path = '' as $$
  select private.answer_member_report(report_id, outcome, answer)
$$;
comment on function public.answer_member_report(uuid, text, text) is
  'Answers a report about a person or a conversation: upheld or dismissed, with what was found. Whoever reported is told the outcome, not by whom.';
revoke all on function private.check_member_report(), private.answer_member_report(uuid, text, text), public.answer_member_report(uuid, text, text) from public, anon, authenticated, service_role;
grant execute on function private.answer_member_report(uuid, text, text), public.answer_member_report(uuid, text, text) to authenticated;
