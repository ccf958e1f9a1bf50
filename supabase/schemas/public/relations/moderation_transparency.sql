-- Written by `npm run schema` from the migrations: change those, not this.

create view public.moderation_transparency with (security_invoker=true) as
 SELECT md5(year || rule_code)::uuid AS id,
    year,
    rule_code,
    COALESCE(( SELECT r.label
           FROM moderation_reasons r
          WHERE r.code = y.rule_code), rule_code) AS rule,
    sum(hidden)::bigint AS hidden,
    sum(removed)::bigint AS removed,
    sum(declined)::bigint AS edits_declined,
    sum(warnings)::bigint AS warnings,
    sum(mutes)::bigint AS mutes,
    sum(suspensions)::bigint AS suspensions,
    sum(by_report)::bigint AS found_by_reports,
    sum(by_machine)::bigint AS found_by_machine,
    0::bigint AS decided_by_machine,
    sum(appeals)::bigint AS appeals,
    sum(overturned)::bigint AS appeals_overturned,
    max(hours_to_decide) AS median_hours_to_decide,
    max(hours_to_answer) AS median_hours_to_answer,
    sum(photos)::bigint AS photos_rejected,
    sum(hidden + removed + declined + photos + warnings + mutes + suspensions)::bigint AS decided_by_people
   FROM ( SELECT EXTRACT(year FROM (d.created_at AT TIME ZONE 'UTC'::text))::integer AS year,
            d.reason_code AS rule_code,
            count(*) FILTER (WHERE d.decision = 'hide'::text) AS hidden,
            count(*) FILTER (WHERE d.decision = 'remove'::text) AS removed,
            count(*) FILTER (WHERE d.decision = 'decline_edit'::text) AS declined,
            0::bigint AS warnings,
            0::bigint AS mutes,
            0::bigint AS suspensions,
            0::bigint AS photos,
            count(*) FILTER (WHERE d.found_by = 'report'::text) AS by_report,
            count(*) FILTER (WHERE d.found_by = 'machine'::text) AS by_machine,
            0::bigint AS appeals,
            0::bigint AS overturned,
            round((percentile_cont(0.5::double precision) WITHIN GROUP (ORDER BY (EXTRACT(epoch FROM d.created_at - d.waiting_since)::double precision)) / 3600::double precision)::numeric, 2) AS hours_to_decide,
            NULL::numeric AS hours_to_answer
           FROM moderation_decisions d
          WHERE (d.decision = ANY (ARRAY['hide'::text, 'remove'::text, 'decline_edit'::text])) AND d.reason_code IS NOT NULL AND ( SELECT private.has_role('moderator'::text) AS has_role)
          GROUP BY (EXTRACT(year FROM (d.created_at AT TIME ZONE 'UTC'::text))::integer), d.reason_code
        UNION ALL
         SELECT EXTRACT(year FROM (n.created_at AT TIME ZONE 'UTC'::text))::integer AS "extract",
            n.rule_code,
            0,
            count(*) AS count,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            NULL::numeric,
            NULL::numeric
           FROM member_notices n
          WHERE n.what = 'remove_words'::text AND ( SELECT private.has_role('moderator'::text) AS has_role)
          GROUP BY (EXTRACT(year FROM (n.created_at AT TIME ZONE 'UTC'::text))::integer), n.rule_code
        UNION ALL
         SELECT EXTRACT(year FROM (d.created_at AT TIME ZONE 'UTC'::text))::integer AS "extract",
            d.reason_code,
            0,
            0,
            0,
            0,
            0,
            0,
            count(*) AS count,
            0,
            0,
            0,
            0,
            NULL::numeric,
            NULL::numeric
           FROM photo_decisions d
          WHERE d.decision = 'reject'::text AND d.reason_code IS NOT NULL AND ( SELECT private.has_role('moderator'::text) AS has_role)
          GROUP BY (EXTRACT(year FROM (d.created_at AT TIME ZONE 'UTC'::text))::integer), d.reason_code
        UNION ALL
         SELECT EXTRACT(year FROM (s.starts_at AT TIME ZONE 'UTC'::text))::integer AS "extract",
            s.reason_code,
            0,
            0,
            0,
            count(*) FILTER (WHERE s.kind = 'warn'::text) AS count,
            count(*) FILTER (WHERE s.kind = 'mute'::text) AS count,
            count(*) FILTER (WHERE s.kind = 'suspend'::text) AS count,
            0,
            0,
            0,
            0,
            0,
            NULL::numeric,
            NULL::numeric
           FROM member_sanctions s
          WHERE ( SELECT private.has_role('moderator'::text) AS has_role)
          GROUP BY (EXTRACT(year FROM (s.starts_at AT TIME ZONE 'UTC'::text))::integer), s.reason_code
        UNION ALL
         SELECT EXTRACT(year FROM (a.created_at AT TIME ZONE 'UTC'::text))::integer AS "extract",
            n.rule_code,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            count(*) AS count,
            count(*) FILTER (WHERE a.state = 'overturned'::text) AS count,
            NULL::numeric,
            round((percentile_cont(0.5::double precision) WITHIN GROUP (ORDER BY (EXTRACT(epoch FROM a.decided_at - a.created_at)::double precision)) / 3600::double precision)::numeric, 2) AS round
           FROM moderation_appeals a
             JOIN member_notices n ON n.id = a.notice_id
          WHERE n.rule_code IS NOT NULL AND ( SELECT private.has_role('moderator'::text) AS has_role)
          GROUP BY (EXTRACT(year FROM (a.created_at AT TIME ZONE 'UTC'::text))::integer), n.rule_code) y
  GROUP BY year, rule_code;

comment on view public.moderation_transparency is 'Decisions of each year in UTC by rule: what was done, how it was found, objections and how long all took. No machine decides by itself.';

grant select on public.moderation_transparency to authenticated;
grant select on public.moderation_transparency to service_role;
