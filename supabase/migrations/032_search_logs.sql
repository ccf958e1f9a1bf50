-- 032 search logs
-- The lists that could not be searched yet: what bots, moderators and everybody did, and a few small ones.

alter table public.audit_log add column if not exists search text
  generated always as (lower(actor_name || ' ' || coalesce(record_label, '') || ' ' || coalesce(reason, ''))) stored;
alter table public.bot_actions_log add column if not exists search text
  generated always as (lower(action || ' ' || coalesce(target_table, '') || ' ' || coalesce(target_id, '') || ' ' || coalesce(error_message, '') || ' ' || coalesce(review_note, ''))) stored;
alter table public.moderation_decisions add column if not exists search text
  generated always as (lower(decision || ' ' || coalesce(reason_code, '') || ' ' || coalesce(note, ''))) stored;
alter table public.moderation_reasons add column if not exists search text
  generated always as (lower(code || ' ' || label || ' ' || coalesce(member_text, ''))) stored;
alter table public.match_generation_runs add column if not exists search text
  generated always as (lower(algorithm || ' ' || coalesce(error_message, ''))) stored;
alter table public.ai_bot_health add column if not exists search text
  generated always as (lower(name || ' ' || label || ' ' || coalesce(purpose, '') || ' ' || coalesce(message, ''))) stored;
alter table public.conversation_responses add column if not exists search text
  generated always as (lower(prompt || ' ' || coalesce(answer, ''))) stored;
alter table public.invoice_payments add column if not exists search text
  generated always as (lower(method || ' ' || coalesce(reference, ''))) stored;
create index if not exists audit_log_search_idx on public.audit_log using gin (search extensions.gin_trgm_ops);
create index if not exists bot_actions_log_search_idx on public.bot_actions_log using gin (search extensions.gin_trgm_ops);
create index if not exists moderation_decisions_search_idx on public.moderation_decisions using gin (search extensions.gin_trgm_ops);
create index if not exists moderation_reasons_search_idx on public.moderation_reasons using gin (search extensions.gin_trgm_ops);
create index if not exists match_generation_runs_search_idx on public.match_generation_runs using gin (search extensions.gin_trgm_ops);
create index if not exists ai_bot_health_search_idx on public.ai_bot_health using gin (search extensions.gin_trgm_ops);
create index if not exists conversation_responses_search_idx on public.conversation_responses using gin (search extensions.gin_trgm_ops);
create index if not exists invoice_payments_search_idx on public.invoice_payments using gin (search extensions.gin_trgm_ops);

-- As before, but for the new column: a generated one is still empty when this runs.
create or replace function private.only_review() returns trigger
language plpgsql set search_path = '' as $$
begin
  if to_jsonb(new) - array['review', 'review_note', 'reviewed_by', 'reviewed_at', 'updated_at', 'search']
    is distinct from to_jsonb(old) - array['review', 'review_note', 'reviewed_by', 'reviewed_at', 'updated_at', 'search'] then
    raise exception 'What a bot did cannot be changed; only its review can.' using errcode = '42501';
  end if;
  if new.review is distinct from old.review and auth.uid() is not null then
    new.reviewed_by := case when new.review = 'unreviewed' then null else auth.uid() end;
    new.reviewed_at := case when new.review = 'unreviewed' then null else clock_timestamp() end;
  end if;
  return new;
end
$$;
