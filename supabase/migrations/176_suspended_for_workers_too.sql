-- Whoever is suspended takes part by nobody's hand: a worker that holds the service key writes nothing in their name either.

create or replace function private.refuse_for_suspended() returns trigger language plpgsql set search_path = '' as $$
declare
  member uuid;
begin
  if current_user <> 'service_role' then
    return new;
  end if;
  if tg_argv[0] = 'conversation_id' then
    select c.user_id into member from public.user_conversations c where c.id = new.conversation_id;
  else
    member := (to_jsonb(new) ->> tg_argv[0])::uuid;
  end if;
  if private.is_kept_from(tg_argv[1], member) then
    raise exception 'This member is suspended%: nothing is written in their name.', case tg_argv[1] when 'writing' then ' or muted' else '' end using errcode = '42501';
  end if;
  return new;
end
$$;
comment on function private.refuse_for_suspended() is 'Row trigger. Arguments: the column that names the member, and what they are kept from (writing, taking_part). Workers write nothing for whoever is.';

create or replace function private.is_kept_from(wanted text, member uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.member_sanctions s where s.member_id = member and private.is_running(s)
    and s.kind = any (case wanted when 'writing' then array['mute', 'suspend'] else array['suspend'] end))
$$;
comment on function private.is_kept_from(text, uuid) is 'Whether this member is kept by a sanction from writing (muted or suspended) or from taking part (suspended), at this moment.';
revoke execute on function private.refuse_for_suspended(), private.is_kept_from(text, uuid) from public, anon, authenticated;
grant execute on function private.is_kept_from(text, uuid) to service_role;

create or replace trigger b_for_suspended before insert or update of title, body, image_path on public.community_posts for each row execute function private.refuse_for_suspended('user_id', 'writing');
create or replace trigger b_for_suspended before insert or update of body on public.post_comments for each row execute function private.refuse_for_suspended('user_id', 'writing');
create or replace trigger b_for_suspended before insert or update of kind on public.post_reactions for each row execute function private.refuse_for_suspended('user_id', 'taking_part');
create or replace trigger b_for_suspended before insert on public.content_reports for each row execute function private.refuse_for_suspended('reporter_id', 'taking_part');
create or replace trigger b_for_suspended before insert on public.member_reports for each row execute function private.refuse_for_suspended('reporter_id', 'taking_part');
create or replace trigger b_for_suspended before insert on public.user_images for each row execute function private.refuse_for_suspended('user_id', 'taking_part');
create or replace trigger b_for_suspended before insert or update on public.match_feedback for each row execute function private.refuse_for_suspended('user_id', 'taking_part');
create or replace trigger b_for_suspended before insert on public.user_conversations for each row execute function private.refuse_for_suspended('user_id', 'taking_part');
create or replace trigger b_for_suspended before insert or update of prompt, answer on public.conversation_responses for each row execute function private.refuse_for_suspended('conversation_id', 'taking_part');
create or replace trigger b_for_suspended before insert or update on public.user_preferences for each row execute function private.refuse_for_suspended('user_id', 'taking_part');
create or replace trigger b_for_suspended before insert on public.user_dealbreakers for each row execute function private.refuse_for_suspended('user_id', 'taking_part');
create or replace trigger b_for_suspended before update of display_name, gender, pronouns, city, country, occupation, bio, relationship_goal on public.profiles for each row
  execute function private.refuse_for_suspended('id', 'taking_part');
