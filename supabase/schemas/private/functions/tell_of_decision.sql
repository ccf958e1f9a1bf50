-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.tell_of_decision()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  author uuid;
  words record;
  reported record;
  told record;
begin
  if auth.uid() is null then
    return null;
  end if;
  select coalesce(p.user_id, c.user_id) into author
  from (select 1) one
  left join public.community_posts p on p.id = new.post_id
  left join public.post_comments c on c.id = new.comment_id;
  if new.decision in ('hide', 'remove', 'decline_edit') then
    select v.title, v.body into words from private.version_text(new.post_id, new.comment_id, new.version_seen) v limit 1;
    -- What members reported may be another text than the one that stood there when it was decided.
    select v.title, v.body into reported from (
      select r.item_version from jsonb_to_recordset(new.reports_changed) c (id uuid, after text) join public.content_reports r on r.id = c.id
      where c.after = 'upheld' and r.item_version <> new.version_seen group by 1 order by count(*) desc, 1 desc limit 1) o
    cross join lateral private.version_text(new.post_id, new.comment_id, o.item_version) v limit 1;
    insert into public.member_notices (member_id, kind, what, decision_id, rule_code, rule_text, facts, found_by, object_until)
    values (author, 'decision', new.decision, new.id, new.reason_code, private.rule_text(new.reason_code, author),
      left(format('Your %s of %s: “%s”', case when new.post_id is not null then 'post' else 'comment' end,
        to_char((select coalesce(p.created_at, c.created_at) from (select 1) one left join public.community_posts p on p.id = new.post_id
          left join public.post_comments c on c.id = new.comment_id) at time zone 'UTC', 'FMDD FMMonth YYYY'), private.quoted(private.excerpt(concat_ws('. ', words.title, words.body))))
        || coalesce(' As it was reported: “' || nullif(private.quoted(private.excerpt(concat_ws('. ', reported.title, reported.body))), '') || '”', ''), 2000),
      new.found_by, new.created_at + make_interval(months => private.setting('months_to_object')::integer));
  elsif new.decision in ('undo', 'restore') then
    update public.member_notices n set reversed_at = new.created_at
    from public.moderation_decisions d
    where n.decision_id = d.id and n.reversed_at is null
      and case when new.decision = 'undo' then d.id = new.undoes_id else d.decision in ('hide', 'remove') and (d.post_id = new.post_id or d.comment_id = new.comment_id) end;
  end if;
  for told in
    select r.id, r.reporter_id, r.category, r.item_version, c.after from jsonb_to_recordset(new.reports_changed) c (id uuid, after text) join public.content_reports r on r.id = c.id
  loop
    if told.after = 'open' then
      update public.member_notices n set reversed_at = new.created_at where n.report_id = told.id and n.reversed_at is null;
    else
      -- Whose report was dismissed may object to it as its author may to what is done to them.
      insert into public.member_notices (member_id, kind, what, report_id, decision_id, rule_code, object_until, facts)
      values (told.reporter_id, 'report', told.after, told.id, case told.after when 'dismissed' then new.id end, case told.after when 'dismissed' then told.category end,
        case told.after when 'dismissed' then new.created_at + make_interval(months => private.setting('months_to_object')::integer) end,
        case
          when told.after = 'upheld' and new.decision in ('hide', 'remove') then 'Thank you. What you reported broke our rules, and we have done something about it.'
          when told.after = 'upheld' then 'Thank you. What you reported broke our rules. Its author has changed it since.'
          when new.decision in ('hide', 'remove') then 'We have looked at what you reported, as you read it. It was within our rules.'
          when told.item_version < new.version_after then 'We have looked at what you reported, as you read it. It was within our rules. Its author has changed it since.'
          else 'We have looked at what you reported. It is within our rules, and stays.' end);
    end if;
  end loop;
  return null;
end
$function$;

comment on function private.tell_of_decision() is 'Trigger: tells a member of a decision against what they wrote, with the rule and until when they may object, and those who reported it what came of that; marks notices as taken back.';
