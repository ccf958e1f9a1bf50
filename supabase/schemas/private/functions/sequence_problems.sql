-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.sequence_problems(sequence outreach_sequences)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  problems jsonb := '[]';
  step record;
  sender_state text;
  field record;
begin
  select s.state into sender_state from public.outreach_senders s where s.email = sequence.from_email;
  if not exists (select from public.sequence_emails e where e.sequence_id = sequence.id and e.active) then
    problems := problems || jsonb_build_object('code', 'no_step', 'words', 'Write at least one email before activating this sequence.');
  end if;
  if char_length(btrim(sequence.postal_address)) < 10 then
    problems := problems || jsonb_build_object('code', 'no_postal_address', 'words', 'Give the postal address that stands in every email.');
  end if;
  if sender_state is distinct from 'active'
    and not exists (select from public.sequence_senders x join public.outreach_senders s on s.id = x.sender_id where x.sequence_id = sequence.id and s.state = 'active') then
    problems := problems || jsonb_build_object('code', 'sender', 'words', format('The sender %s is %s.', sequence.from_email, coalesce(sender_state, 'not known')));
  end if;
  if not exists (select from pg_catalog.pg_timezone_names z where z.name = sequence.time_zone) then
    problems := problems || jsonb_build_object('code', 'zone', 'words', format('There is no time zone "%s".', sequence.time_zone));
  end if;
  for step in select t.step_id as id, t.name, t.subject, t.preview_text, t.body from private.mail_texts t where t.sequence_id = sequence.id and t.active order by t.position, t.letter loop
    if private.visible_text(step.subject) = '' or private.visible_text(step.body) = '' then
      problems := problems || jsonb_build_object('code', 'empty', 'email', step.id, 'words', format('Email %s has no subject or no text.', step.name));
    end if;
    if step.body !~ '\{\{\s*unsubscribe_url\s*\}\}' then
      problems := problems || jsonb_build_object('code', 'no_unsubscribe', 'email', step.id,
        'words', format('Email %s has no link to unsubscribe: put {{unsubscribe_url}} into its text.', step.name));
    end if;
    for field in
      select distinct btrim(split_part(m[1], '|', 1)) as name, position('|' in m[1]) > 0 and btrim(split_part(m[1], '|', 2)) <> '' as has_fallback
      from regexp_matches(concat_ws(' ', step.subject, step.preview_text, step.body), '\{\{([^{}]*)\}\}', 'g') m
    loop
      if not exists (select from private.merge_fields f where f.name = field.name) then
        problems := problems || jsonb_build_object('code', 'unknown_field', 'email', step.id,
          'words', format('Email %s asks for {{%s}}, which is not a merge field.', step.name, field.name));
      elsif not field.has_fallback and exists (select from private.merge_fields f where f.name = field.name and f.of_lead) then
        problems := problems || jsonb_build_object('code', 'no_fallback', 'email', step.id, 'words',
          format('Email %s needs a fallback for {{%s}}, such as {{%2$s|there}}: %s of those enrolled would see it.', step.name, field.name,
            (select count(*) from public.sequence_enrollments e join public.leads l on l.id = e.lead_id
             where e.sequence_id = sequence.id and e.state in ('active', 'paused') and private.merge_value(field.name, l, sequence, null) is null)));
      end if;
    end loop;
    if regexp_replace(concat_ws(' ', step.subject, step.preview_text, step.body), '\{\{[^{}]*\}\}', '', 'g') ~ '\{\{|\}\}' then
      problems := problems || jsonb_build_object('code', 'braces', 'email', step.id, 'words', format('Email %s has braces that do not close.', step.name));
    end if;
  end loop;
  return problems;
end
$function$;

comment on function private.sequence_problems(sequence outreach_sequences) is 'What keeps a sequence from being activated, each as {code, words, email}.';
