-- What a row belongs to is fixed once it is there, for workers too; and when somebody was last there is the clock's to say.

revoke update (conversation_id, question_id) on public.conversation_responses from service_role;
revoke update (session_id, question_id) on public.user_game_responses from service_role;
revoke update (post_id) on public.post_extractions from service_role;
revoke update (post_id) on public.post_reactions from service_role;
revoke update (badge_id) on public.user_badges from service_role;
revoke update (article_id) on public.user_content_interactions from service_role;
revoke update (flow_id) on public.user_conversations from service_role;
revoke update (dealbreaker_id) on public.user_dealbreakers from service_role;
revoke update (game_id) on public.user_game_sessions from service_role;
revoke update (run_id) on public.matches from service_role;

create or replace function private.stamp_last_active() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user = 'authenticated' then
    new.last_active_at := now();
  end if;
  return new;
end
$$;
comment on function private.stamp_last_active() is 'Trigger: members say that they are there, not when.';
revoke all on function private.stamp_last_active() from public, anon, authenticated, service_role;
create or replace trigger b_last_active before update of last_active_at on public.profiles for each row
  when (new.last_active_at is distinct from old.last_active_at) execute function private.stamp_last_active();

-- A run that has ended stays ended.
create or replace trigger a_once before update on public.match_generation_runs for each row execute function private.keep_once_set('finished_at');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('match_generation_runs', 'running', 'succeeded'), ('match_generation_runs', 'running', 'failed')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.match_generation_runs for each row execute function private.enforce_transition();
