-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.item_signals(kind text, item uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return (
    with this as (
      select p.user_id, p.created_at, concat_ws(' ', coalesce(v.title, p.title), coalesce(v.body, p.body)) as words, coalesce(v.body, p.body) as body,
        case when v.id is null then p.image_path else v.image_path end as picture
      from public.community_posts p left join public.content_versions v on v.post_id = p.id and v.version = p.pending_version
      where item_signals.kind = 'post' and p.id = item_signals.item
      union all
      select c.user_id, c.created_at, coalesce(v.body, c.body), coalesce(v.body, c.body), null
      from public.post_comments c left join public.content_versions v on v.comment_id = c.id and v.version = c.pending_version
      where item_signals.kind = 'comment' and c.id = item_signals.item
    ), found as (
      select coalesce(w.signal, 'watched') as factor, string_agg(w.pattern, ', ' order by w.severity desc, w.pattern) as patterns, count(*) as hits,
        max(w.severity) as severity, bool_or(w.effect = 'hold') as hold
      -- “pay pal” and “paypal” are one.
      from (select distinct on (coalesce(replace(o.needle, ' ', ''), o.matcher)) o.* from this t, private.words_in(t.words) o
        order by coalesce(replace(o.needle, ' ', ''), o.matcher), o.severity desc, o.pattern desc) w group by 1
    ), copies as (
      select count(*) as items, count(distinct s.author_id) as authors from this t, private.same_text(t.body, t.user_id, 100) s
    )
    select coalesce(jsonb_agg(jsonb_build_object('factor', s.factor, 'label', s.label, 'value', s.value, 'points', s.points, 'hold', s.hold) order by s.points desc, s.factor), '[]')
    from (
      select f.factor, format(case f.factor when 'money' then 'Speaks of money: %s' when 'messenger' then 'Leads to another messenger: %s'
          when 'payment_link' then 'A way to pay: %s' else 'Watched words: %s' end, f.patterns) as label, f.hits as value,
        least(10, 1.5 * f.severity + f.hits) as points, f.hold
      from found f
      union all
      select 'contact', 'Says how to be reached elsewhere: ' || array_to_string(k.kinds, ', '), cardinality(k.kinds), 3 + cardinality(k.kinds), false
      from (select private.contacts_in(t.words) as kinds from this t offset 0) k where cardinality(k.kinds) > 0
      union all
      select 'new_file', 'Another file came to the place of its picture', 1, 4, false
      from this t join private.judged_files f on f.path = t.picture where f.found is distinct from f.file and f.found is not null
      union all
      select 'same_text', format(case c.authors when 1 then 'The same text by another member, in %2$s' else 'The same text by %1$s other members, in %2$s' end,
        case c.items when 100 then 'at least ' else '' end || c.authors, case c.items when 1 then 'one place' when 100 then 'at least 100 places' else c.items || ' places' end), c.items, least(12, 6 + 2 * c.authors), false
      from copies c where c.items > 0
      union all
      select 'young_account', case when t.created_at - p.created_at < interval '1 day' then 'Written on the day of joining'
        else format('Written %s days after joining', extract(day from t.created_at - p.created_at)) end, extract(day from t.created_at - p.created_at), 4, false
      from this t join public.profiles p on p.id = t.user_id
      where t.created_at >= p.created_at and t.created_at - p.created_at < make_interval(days => private.setting('young_account_days')::integer)
    ) s);
end
$function$;

comment on function private.item_signals(kind text, item uuid) is 'Signs of fraud in one item, from the tables themselves.';
