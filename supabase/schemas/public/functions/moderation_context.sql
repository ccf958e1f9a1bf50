-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.moderation_context(item_type text, item_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  post uuid := case moderation_context.item_type when 'post' then moderation_context.item_id end;
  comment uuid := case moderation_context.item_type when 'comment' then moderation_context.item_id end;
  item jsonb;
  of_post uuid;
  author uuid;
  item_version integer;
  shown uuid[];
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators see this.' using errcode = '42501';
  end if;
  select to_jsonb(q) into item from public.moderation_queue q where q.item_id = moderation_context.item_id;
  if item is null then
    -- Nothing about it waits any more.
    select to_jsonb(i) into item from (
      select coalesce(c.id, p.id) as id, moderation_context.item_type, coalesce(c.id, p.id) as item_id, p.id as post_id, p.title, coalesce(c.body, p.body) as body,
        private.excerpt(coalesce(c.body, p.body)) as excerpt, case when c.id is null then p.image_path end as image_path,
        a.id as author_id, a.display_name as author_name, coalesce(c.state, p.state) as state, coalesce(c.version, p.version) as version,
        (private.last_decision(post, comment, false)).id as decision_seen, coalesce(c.created_at, p.created_at) as created_at,
        case when c.id is null then p.edited_at else c.edited_at end as edited_at, coalesce(c.updated_at, p.updated_at) as updated_at,
        null::timestamptz as waiting_since, '{}'::text[] as why, 0 as priority, '[]'::jsonb as explanation, 0 as open_reports, 0 as set_aside_reports,
        null::text as top_category, 0 as severity, g.bot_score,
        g.bot_category,
        (select count(*) filter (where s.state = 'removed') from (select x.state from public.community_posts x where x.user_id = a.id union all select y.state from public.post_comments y where y.user_id = a.id) s) as author_removed,
        (select count(*) filter (where s.state = 'hidden') from (select x.state from public.community_posts x where x.user_id = a.id union all select y.state from public.post_comments y where y.user_id = a.id) s) as author_hidden,
        null::text as author_sanction, false as escalated, null::uuid as escalated_by, null::text as escalated_name, null::timestamptz as escalated_at,
        null::text as escalated_reason, null::text as escalated_note, k.moderator_id as claimed_by, s.full_name as claimed_name, k.expires_at as claim_expires_at,
        null::text as duplicate_key, p.view_count, case when c.id is null then p.comment_count else 0 end as comment_count, g.report_count,
        coalesce(c.version, p.version) as shown_version, null::jsonb as shown, 0 as earlier_reports, null::uuid as assigned_to, null::text as assigned_name, null::timestamptz as due_at,
        null::timestamptz as changed_at
      from public.community_posts p
      left join public.post_comments c on c.id = comment
      join public.profiles a on a.id = coalesce(c.user_id, p.user_id)
      join public.content_signals g on g.id = moderation_context.item_id
      left join public.moderation_claims k on (k.post_id = post or k.comment_id = comment) and k.expires_at > now()
      left join public.staff_members s on s.user_id = k.moderator_id
      where p.id = coalesce(post, (select y.post_id from public.post_comments y where y.id = comment))
    ) i;
    if item is null then
      return null;
    end if;
  end if;
  of_post := item ->> 'post_id';
  author := item ->> 'author_id';
  item_version := item ->> 'version';

  -- The comment with what it answers and ten before and after it; of a post the first twenty.
  if comment is null then
    select array_agg(c.id) into shown from (select c.id from public.post_comments c where c.post_id = of_post order by c.created_at, c.id limit 20) c;
  else
    with recursive above as (
      select c.id, c.parent_id from public.post_comments c where c.id = comment
      union
      select c.id, c.parent_id from above a join public.post_comments c on c.id = a.parent_id
    ), placed as (
      select c.id, row_number() over (order by c.created_at, c.id) as place from public.post_comments c where c.post_id = of_post
    )
    select array_agg(p.id) into shown from placed p, (select place from placed where id = comment) m
    where p.place between m.place - 10 and m.place + 10 or p.id in (select id from above);
  end if;

  return jsonb_build_object(
    'item', item,
    'thread', jsonb_build_object(
      'post', (
        select jsonb_build_object('id', p.id, 'title', p.title, 'body', p.body, 'image_path', p.image_path, 'kind', p.kind, 'topic', t.name, 'state', p.state,
          'version', p.version, 'author_id', p.user_id, 'author_name', a.display_name, 'created_at', p.created_at, 'edited_at', p.edited_at, 'published_at', p.published_at,
          'view_count', p.view_count, 'comment_count', p.comment_count, 'reaction_count', p.reaction_count, 'report_count', g.report_count)
        from public.community_posts p join public.content_signals g on g.id = p.id join public.profiles a on a.id = p.user_id left join public.content_topics t on t.id = p.topic_id
        where p.id = of_post),
      'comments', (
        select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'parent_id', c.parent_id, 'body', c.body, 'state', c.state, 'version', c.version, 'author_id', c.user_id,
          'author_name', a.display_name, 'created_at', c.created_at, 'edited_at', c.edited_at, 'report_count', g.report_count, 'bot_score', g.bot_score,
          'is_item', coalesce(c.id = comment, false)) order by c.created_at, c.id), '[]')
        from public.post_comments c join public.content_signals g on g.id = c.id join public.profiles a on a.id = c.user_id
        where c.id = any (shown)))
      || (
        select jsonb_build_object('comments_total', count(*),
          'comments_before', count(*) filter (where c.created_at < f.first and not c.id = any (shown)),
          'comments_after', count(*) filter (where c.created_at > f.last and not c.id = any (shown)))
        from public.post_comments c,
          (select min(s.created_at) as first, max(s.created_at) as last from public.post_comments s where s.id = any (shown)) f
        where c.post_id = of_post),
    'author', (
      select to_jsonb(r) || jsonb_build_object('recent', (
        select coalesce(jsonb_agg(to_jsonb(i) order by i.created_at desc), '[]')
        from (
          select * from (
            select 'post' as item_type, p.id as item_id, p.title, private.excerpt(p.body) as excerpt, p.state, p.created_at
            from public.community_posts p where p.user_id = author
            union all
            select 'comment', c.id, p.title, private.excerpt(c.body), c.state, c.created_at
            from public.post_comments c join public.community_posts p on p.id = c.post_id where c.user_id = author
          ) w
          where w.item_id <> moderation_context.item_id
          order by w.created_at desc limit 10
        ) i))
      from public.author_moderation_record r where r.user_id = author),
    'decisions', (
      select coalesce(jsonb_agg(to_jsonb(h) order by h.id desc), '[]') from public.moderation_history h
      where h.id = any (array(select d.id from public.moderation_decisions d where d.post_id = post or d.comment_id = comment))),
    'author_decisions', (
      select coalesce(jsonb_agg(to_jsonb(h) order by h.id desc), '[]') from public.moderation_history h
      where h.id = any (array(
        select o.id from (
          select d.id from public.community_posts p join public.moderation_decisions d on d.post_id = p.id where p.user_id = author and p.id is distinct from post
          union all
          select d.id from public.post_comments c join public.moderation_decisions d on d.comment_id = c.id where c.user_id = author and c.id is distinct from comment
        ) o order by o.id desc limit 20))),
    'reports', (
      select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'category', r.category, 'category_label', coalesce(m.label, r.category), 'note', r.note, 'state', r.state,
        'item_version', r.item_version,
        'counts', private.report_counts(r),
        'reporter_id', r.reporter_id, 'reporter_name', p.display_name, 'reporter_accuracy', a.accuracy, 'reporter_reports', a.reports,
        'created_at', r.created_at, 'decided_at', r.decided_at, 'decided_by_name', s.full_name) order by r.state = 'open' desc, r.created_at desc), '[]')
      from public.content_reports r
      join public.profiles p on p.id = r.reporter_id
      left join public.moderation_reasons m on m.code = r.category
      left join public.staff_members s on s.user_id = r.decided_by
      cross join lateral (
        select count(*) as reports, round((count(*) filter (where o.state = 'upheld') + 2)::numeric / (count(*) filter (where o.state <> 'open') + 4), 3) as accuracy
        from public.content_reports o where o.reporter_id = r.reporter_id
      ) a
      where r.post_id = post or r.comment_id = comment),
    'reports_by_author', (
      select coalesce(jsonb_agg(to_jsonb(o) order by o.created_at desc), '[]')
      from (
        select r.id, r.category, r.note, r.state, r.created_at, case when r.post_id is not null then 'post' else 'comment' end as item_type,
          coalesce(r.post_id, r.comment_id) as item_id, p.title
        from public.content_reports r
        left join public.post_comments c on c.id = r.comment_id
        left join public.community_posts p on p.id = coalesce(r.post_id, c.post_id)
        where r.reporter_id = author
        order by r.created_at desc limit 20
      ) o),
    'sanctions', (
      select coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object(
        'active', s.kind <> 'warn' and s.lifted_at is null and s.starts_at <= now() and (s.ends_at is null or s.ends_at > now()),
        'reason_label', r.label, 'created_by_name', b.full_name, 'lifted_by_name', l.full_name) order by s.starts_at desc), '[]')
      from public.member_sanctions s
      join public.moderation_reasons r on r.code = s.reason_code
      left join public.staff_members b on b.user_id = s.created_by
      left join public.staff_members l on l.user_id = s.lifted_by
      where s.member_id = author),
    -- The texts there were: what was reported is evidence, whatever stands there now.
    'versions', (
      select coalesce(jsonb_agg(jsonb_build_object('version', v.version, 'title', v.title, 'body', v.body, 'image_path', v.image_path, 'state', v.state,
        'written_at', v.written_at, 'passed_by_rule', v.trust_rule_id is not null,
        'reports', (select count(*) from public.content_reports r where (r.post_id = post or r.comment_id = comment) and r.item_version = v.version),
        'open_reports', (select count(*) from public.content_reports r where (r.post_id = post or r.comment_id = comment) and r.item_version = v.version and r.state = 'open'))
        order by v.version desc), '[]')
      from public.content_versions v where v.post_id = post or v.comment_id = comment),
    'similar_count', (select count(*) from public.similar_items(moderation_context.item_type, moderation_context.item_id)));
end
$function$;

comment on function public.moderation_context(item_type text, item_id uuid) is 'All that a moderator wants to see beside one item: its thread, its author, the decisions and reports, sanctions, how many are similar.';

grant execute on function public.moderation_context(item_type text, item_id uuid) to authenticated;
