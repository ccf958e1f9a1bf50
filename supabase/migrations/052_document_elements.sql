-- Document elements
-- What the elements of a document (jsonb) are is checked like the type of a column: a page that draws a list of sentences
-- is never given an object. And a reaction is to what is published.

create or replace function private.are_texts(document jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select not exists (
    select from jsonb_array_elements(case jsonb_typeof(document) when 'array' then document else '[]' end) e where jsonb_typeof(e) <> 'string')
$$;
comment on function private.are_texts(jsonb) is 'For constraints: whether every element of a list is a text.';

create or replace function private.are_numbers(document jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select not exists (
    select from jsonb_each(case jsonb_typeof(document) when 'object' then document else '{}' end) e where jsonb_typeof(e.value) not in ('number', 'null'))
$$;
comment on function private.are_numbers(jsonb) is 'For constraints: whether every value of an object is a number, or nothing.';

revoke all on function private.are_texts(jsonb), private.are_numbers(jsonb)
  from public, anon, authenticated, service_role;
-- A constraint is checked with the rights of who writes.
grant execute on function private.are_texts(jsonb), private.are_numbers(jsonb) to authenticated, service_role;

do $$
declare
  rule record;
begin
  for rule in
    select * from (values
      ('introduction_reports', 'strengths', 'are_texts'),
      ('introduction_reports', 'frictions', 'are_texts'),
      ('introduction_reports', 'starters', 'are_texts'),
      ('subscription_plans', 'features', 'are_texts'),
      ('matches', 'factors', 'are_numbers'),
      ('profiles', 'personality', 'are_numbers')
    ) r (of_table, of_column, test)
  loop
    -- What is there already: another element of a list becomes its text, what is no number goes.
    execute format(case rule.test
      when 'are_texts' then
        'update public.%1$I t set %2$I = (select jsonb_agg(case jsonb_typeof(e) when ''string'' then e else to_jsonb(e::text) end order by n)
           from jsonb_array_elements(t.%2$I) with ordinality x (e, n)) where not private.are_texts(t.%2$I)'
      else
        'update public.%1$I t set %2$I = (select coalesce(jsonb_object_agg(e.key, e.value) filter (where jsonb_typeof(e.value) = ''number''), ''{}'')
           from jsonb_each(t.%2$I) e) where not private.are_numbers(t.%2$I)' end, rule.of_table, rule.of_column);
    execute format('alter table public.%I drop constraint if exists %I', rule.of_table, rule.of_table || '_' || rule.of_column || '_elements_check');
    execute format('alter table public.%I add constraint %I check (private.%I(%I))',
      rule.of_table, rule.of_table || '_' || rule.of_column || '_elements_check', rule.test, rule.of_column);
  end loop;
end
$$;

drop policy if exists "post_reactions insert" on public.post_reactions;
create policy "post_reactions insert" on public.post_reactions for insert to authenticated
  with check (user_id = (select auth.uid()) and not (select private.is_kept_from('taking_part'))
    and exists (select from public.community_posts p where p.id = post_id and p.state = 'published'));
