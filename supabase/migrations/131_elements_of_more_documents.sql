-- What the elements of a document are is checked like the type of a column, of these as well.

create or replace function private.are_plain(document jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select not exists (
    select from jsonb_each(case jsonb_typeof(document) when 'object' then document else '{}' end) e where jsonb_typeof(e.value) in ('object', 'array'))
$$;
comment on function private.are_plain(jsonb) is 'For constraints: whether no value of an object holds others.';
create or replace function private.are_choices(document jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select not exists (
    select from jsonb_array_elements(case jsonb_typeof(document) when 'array' then document else '[]' end) e
    where jsonb_typeof(e) not in ('string', 'number', 'object') or not private.are_plain(e))
$$;
comment on function private.are_choices(jsonb) is 'For constraints: whether every element of a list is a text, a number or an object of such.';
create or replace function private.are_steps(document jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select not exists (
    select from jsonb_array_elements(case jsonb_typeof(document) when 'array' then document else '[]' end) e
    where jsonb_typeof(e) <> 'object' or jsonb_typeof(e -> 'id') is distinct from 'string' or not private.are_choices(e -> 'next') or jsonb_typeof(e -> 'next') not in ('array', 'null'))
$$;
comment on function private.are_steps(jsonb) is 'For constraints: whether every step of a conversation has an id, and what may follow it.';
create or replace function private.are_translations(document jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select jsonb_typeof(document) = 'object' and not exists (
    select from jsonb_each(case jsonb_typeof(document) when 'object' then document else '{}' end) e where jsonb_typeof(e.value) <> 'string' or e.key !~ '^[a-z]{2}$')
$$;
comment on function private.are_translations(jsonb) is 'For constraints: whether it holds texts by language.';
revoke all on function private.are_plain(jsonb), private.are_choices(jsonb), private.are_steps(jsonb), private.are_translations(jsonb) from public, anon, authenticated, service_role;
grant execute on function private.are_plain(jsonb), private.are_choices(jsonb), private.are_steps(jsonb), private.are_translations(jsonb) to authenticated, service_role;

do $$
declare
  rule record;
begin
  for rule in
    select * from (values
      ('conversation_flows', 'steps', 'are_steps', '[]'),
      ('conversation_questions', 'options', 'are_choices', '[]'),
      ('game_questions', 'options', 'are_choices', '[]'),
      ('moderation_reasons', 'member_texts', 'are_translations', '{}'),
      ('subscription_plans', 'limits', 'are_plain', '{}')
    ) r (of_table, of_column, test, instead)
  loop
    -- What is there already and is none of it is emptied; the history keeps it.
    execute format('update public.%1$I t set %2$I = %4$L where not private.%3$I(%2$I)', rule.of_table, rule.of_column, rule.test, rule.instead);
    execute format('alter table public.%I drop constraint if exists %I', rule.of_table, rule.of_table || '_' || rule.of_column || '_elements_check');
    execute format('alter table public.%I add constraint %I check (private.%I(%I))',
      rule.of_table, rule.of_table || '_' || rule.of_column || '_elements_check', rule.test, rule.of_column);
  end loop;
end
$$;
