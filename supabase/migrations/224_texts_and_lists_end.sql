-- Texts without a longest length broke the index that they stand in, with the words of an index; lists held lists, nothing
-- and blanks. What is there already and breaks a rule stays as it is until it is written the next time, lists are tidied.

create or replace function private.is_text_list(list text[], most integer, longest integer) returns boolean language sql immutable parallel safe set search_path = '' as $$
  select coalesce(array_ndims(list), 1) = 1 and coalesce(array_lower(list, 1), 1) = 1 and cardinality(list) <= most
    and not exists (select from unnest(list) t where t is null or btrim(t) = '' or char_length(t) > longest)
$$;
comment on function private.is_text_list(text[], integer, integer) is 'For constraints: whether a list holds texts alone, each with something in it and of at most so many signs, and no more of them than that.';
grant execute on function private.is_text_list(text[], integer, integer) to authenticated, service_role;

create or replace function private.tidy_text_list(list text[], most integer, longest integer) returns text[] language sql immutable parallel safe set search_path = '' as $$
  select coalesce((select array_agg(left(t, longest) order by place) from (
    select t, place from unnest(list) with ordinality u (t, place) where btrim(t) <> '' order by place limit most) kept), '{}')
$$;
comment on function private.tidy_text_list(text[], integer, integer) is 'A list of texts as private.is_text_list has it: flat, without blanks, its texts cut to their longest and the list to its most.';
revoke execute on function private.is_text_list(text[], integer, integer), private.tidy_text_list(text[], integer, integer) from public, anon;

do $do$
declare
  place record;
  breaks boolean;
begin
  for place in
    select t.of_table, t.of_column, t.of_table || '_' || t.of_column || '_length_check' as rule, t.condition
    from (values
      ('content_articles', 'slug', 'char_length(slug) <= 200'), ('content_topics', 'slug', 'char_length(slug) <= 200'),
      ('conversation_flows', 'slug', 'char_length(slug) <= 200'), ('conversation_questions', 'slug', 'char_length(slug) <= 200'),
      ('games', 'slug', 'char_length(slug) <= 200'), ('lead_sources', 'slug', 'char_length(slug) <= 200'), ('puzzles', 'slug', 'char_length(slug) <= 200'),
      ('lead_sources', 'url', 'char_length(url) <= 2000'), ('leads', 'profile_url', 'char_length(profile_url) <= 2000 and octet_length(profile_url) <= 2000'),
      ('invoices', 'billing_email', 'char_length(billing_email) <= 254'),
      ('outreach_sequences', 'from_email', 'char_length(from_email) <= 254'), ('outreach_sequences', 'reply_to', 'char_length(reply_to) <= 254'),
      ('outreach_sequences', 'send_days', 'coalesce(array_ndims(send_days), 1) = 1 and cardinality(send_days) <= 7'),
      ('content_articles', 'tags', 'private.is_text_list(tags, 100, 100)'), ('leads', 'tags', 'private.is_text_list(tags, 100, 100)'),
      ('leads', 'interests', 'private.is_text_list(interests, 100, 200)'), ('match_feedback', 'tags', 'private.is_text_list(tags, 100, 100)'),
      ('imports', 'columns', 'private.is_text_list(columns, 100, 63)'),
      ('moderation_reasons', 'decisions', 'private.is_text_list(decisions, 20, 40)'), ('moderation_reasons', 'items', 'private.is_text_list(items, 20, 40)'),
      ('saved_views', 'shared_with', 'private.is_text_list(shared_with, 20, 40)'), ('staff_members', 'roles', 'private.is_text_list(roles, 20, 40)')
    ) t (of_table, of_column, condition)
  loop
    execute format('alter table public.%I drop constraint if exists %I', place.of_table, place.rule);
    if place.condition like 'private.is_text_list%' then
      execute format('update public.%I set %I = %s where not %s', place.of_table, place.of_column, replace(place.condition, 'is_text_list', 'tidy_text_list'), place.condition);
    end if;
    execute format('alter table public.%I add constraint %I check (%s) not valid', place.of_table, place.rule, place.condition);
    execute format('select exists (select from public.%I where not (%s))', place.of_table, place.condition) into breaks;
    if not breaks then
      execute format('alter table public.%I validate constraint %I', place.of_table, place.rule);
    end if;
  end loop;
end
$do$;

-- When a bot came to its state is stamped when it does: a worker reports the state alone.
revoke insert (state_since), update (state_since) on public.ai_bot_health from service_role;
