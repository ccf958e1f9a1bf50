-- Whoever reported a post or comment could decide about it: their own report was upheld by themselves.

create or replace function private.refuse_own_report() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.content_reports r where r.reporter_id = new.moderator_id and r.state = 'open'
    and (r.post_id = new.post_id or r.comment_id = new.comment_id)) then
    raise exception 'You reported this yourself: a colleague decides. You may escalate it.' using errcode = '42501';
  end if;
  return new;
end
$$;
comment on function private.refuse_own_report() is 'Trigger: whoever reported an item does not decide about it while their report is open, as with reports about people.';
revoke execute on function private.refuse_own_report() from public, anon, authenticated, service_role;
create or replace trigger b_own_report before insert on public.moderation_decisions for each row when (new.decision not in ('escalate', 'undo')) execute function private.refuse_own_report();
