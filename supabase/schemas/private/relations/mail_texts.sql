-- Written by `npm run schema` from the migrations: change those, not this.

create view private.mail_texts with (security_invoker=true) as
 SELECT e.sequence_id,
    e.id AS step_id,
    NULL::uuid AS variant_id,
    e."position",
    'A'::text AS letter,
    e."position" ||
        CASE
            WHEN (EXISTS ( SELECT
               FROM sequence_variants v
              WHERE v.sequence_email_id = e.id)) THEN ' A'::text
            ELSE ''::text
        END AS name,
    e.subject,
    e.preview_text,
    e.body,
    e.active
   FROM sequence_emails e
UNION ALL
 SELECT e.sequence_id,
    e.id AS step_id,
    v.id AS variant_id,
    e."position",
    v.letter,
    (e."position" || ' '::text) || v.letter AS name,
    v.subject,
    v.preview_text,
    v.body,
    e.active AND v.active AS active
   FROM sequence_emails e
     JOIN ( SELECT x.id,
            x.sequence_email_id,
            x.share,
            x.subject,
            x.preview_text,
            x.body,
            x.active,
            x.version,
            x.created_at,
            x.updated_at,
            chr(65 + row_number() OVER (PARTITION BY x.sequence_email_id ORDER BY x.created_at, x.id)::integer) AS letter
           FROM sequence_variants x) v ON v.sequence_email_id = e.id;

comment on view private.mail_texts is 'All texts that a sequence may send, the variants of a step beside its own.';
