-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.trusting_rule(post uuid, comment uuid, author uuid, before text, after text)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  first integer := private.common_start(before, after);
  last integer := private.common_start(reverse(substr(before, first + 1)), reverse(substr(after, first + 1)));
  added text := substr(after, first + 1, char_length(after) - first - last);
  changed integer := greatest(char_length(before), char_length(after)) - first - last;
  published bigint;
  since timestamptz;
  last_judged timestamptz;
  passed bigint;
begin
  if private.holds(after) or private.contacts_in(after) <> '{}' then
    return null;
  elsif added ~ '[[:digit:]@/\\]' or added ~* '(www|http|\.[[:alpha:]])' or not exists (select from public.edit_trust_rules r where r.active and changed <= r.max_changed) then
    return null;
  end if;
  select count(*) into published from (
    (select 1 from public.community_posts p where p.user_id = author and p.state = 'published' limit 1000)
    union all
    (select 1 from public.post_comments c where c.user_id = author and c.state = 'published' limit 1000)) o;
  select p.created_at into since from public.profiles p where p.id = author;
  select max(d.created_at) into last_judged from public.moderation_decisions d where d.post_id = post or d.comment_id = comment;
  select count(*) into passed from public.content_versions v
  where (v.post_id = post or v.comment_id = comment) and v.trust_rule_id is not null and v.created_at > coalesce(last_judged, '-infinity');
  return (
    select r.id from public.edit_trust_rules r
    where r.active and changed <= r.max_changed and published >= r.min_published and passed < r.edits_between
      and since <= now() - make_interval(days => r.min_member_days)
      and not exists (
        select from public.moderation_decisions d
        left join public.community_posts p on p.id = d.post_id
        left join public.post_comments c on c.id = d.comment_id
        where d.decision in ('hide', 'remove') and d.created_at > now() - make_interval(days => r.clean_days) and coalesce(p.user_id, c.user_id) = author)
      and not exists (
        select from public.member_sanctions s where s.member_id = author and s.starts_at > now() - make_interval(days => r.clean_days))
    order by r.max_changed, r.id limit 1);
end
$function$;

comment on function private.trusting_rule(post uuid, comment uuid, author uuid, before text, after text) is 'The rule by which an edit passes unseen; null where somebody must look. A text with a word that holds never passes.';

grant execute on function private.trusting_rule(post uuid, comment uuid, author uuid, before text, after text) to authenticated;
grant execute on function private.trusting_rule(post uuid, comment uuid, author uuid, before text, after text) to service_role;
