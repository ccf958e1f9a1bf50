-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.reports_judged(entry moderation_decisions, shown integer, judged integer, by_reason text)
 RETURNS TABLE(id uuid, state text, target text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select r.id, r.state, case
    when r.item_version = judged or same.text then case when entry.decision in ('hide', 'remove') then 'upheld' else 'dismissed' end
    -- What stood there is taken down with the edit of it, unless somebody says that it was within the rules.
    else coalesce(said.verdict, by_reason, case when entry.decision in ('hide', 'remove') and r.item_version = shown then 'upheld' end) end
  from public.content_reports r
  cross join lateral (select r.item_version <> judged and exists (
    select from private.version_text(entry.post_id, entry.comment_id, r.item_version) a join private.version_text(entry.post_id, entry.comment_id, judged) b
      on (a.title, a.body) is not distinct from (b.title, b.body) and a.image_path is null and b.image_path is null) as text) same
  left join lateral (
    select v.verdict from jsonb_to_recordset(entry.verdicts) v (version integer, verdict text)
    where v.version = r.item_version or v.version is null order by v.version nulls last limit 1) said on true
  where (r.post_id = entry.post_id or r.comment_id = entry.comment_id) and r.state = 'open'
    and entry.decision in ('approve', 'restore', 'dismiss_reports', 'hide', 'remove')
$function$;

comment on function private.reports_judged(entry moderation_decisions, shown integer, judged integer, by_reason text) is 'What becomes of each open report about an item, by the version that it is about; null where nobody has said.';
