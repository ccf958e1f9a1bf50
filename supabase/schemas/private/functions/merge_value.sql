-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.merge_value(field text, lead leads, sequence outreach_sequences, token uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select nullif(btrim(case field
    when 'first_name' then split_part(btrim(lead.full_name), ' ', 1)
    when 'full_name' then lead.full_name
    when 'city' then lead.city
    when 'country' then lead.country
    when 'headline' then lead.headline
    when 'interest' then lead.interests[1]
    when 'source' then (select s.name from public.lead_sources s where s.id = lead.source_id)
    when 'postal_address' then sequence.postal_address
    when 'sender_name' then sequence.from_name
    when 'unsubscribe_url' then (select m.value || token from private.merge_fields m where m.name = 'unsubscribe_url')
    else (select m.value from private.merge_fields m where m.name = field) end), '')
$function$;
