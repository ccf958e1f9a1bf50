-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.merge_value(field text, lead leads, sequence outreach_sequences, token uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select nullif(btrim(case field
    when 'first_name' then private.first_name(lead.full_name)
    when 'full_name' then lead.full_name
    when 'city' then lead.city
    when 'country' then lead.country
    -- On one line, also where it stands in a subject.
    when 'headline' then regexp_replace(lead.headline, E'[\\s\\u0001-\\u001f\\u0085\\u2028\\u2029]+', ' ', 'g')
    when 'interest' then regexp_replace(lead.interests[1], E'[\\s\\u0001-\\u001f\\u0085\\u2028\\u2029]+', ' ', 'g')
    when 'source' then (select s.name from public.lead_sources s where s.id = lead.source_id)
    when 'postal_address' then sequence.postal_address
    when 'sender_name' then sequence.from_name
    when 'unsubscribe_url' then (select m.value || token from private.merge_fields m where m.name = 'unsubscribe_url')
    else (select m.value from private.merge_fields m where m.name = field) end), '')
$function$;

comment on function private.merge_value(field text, lead leads, sequence outreach_sequences, token uuid) is 'The value of a merge field for a lead and sequence; null where it is empty.';
