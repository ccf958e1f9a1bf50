-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.preview_mail(step uuid, lead uuid, subject text, preview_text text, body text)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  e public.sequence_emails;
  q public.outreach_sequences;
  l public.leads;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth reads mails.' using errcode = '42501';
  end if;
  select * into e from public.sequence_emails x where x.id = step;
  select * into q from public.outreach_sequences x where x.id = e.sequence_id;
  select * into l from public.leads x where x.id = coalesce(lead,
    (select n.lead_id from public.sequence_enrollments n where n.sequence_id = q.id and n.lead_id is not null order by n.enrolled_at desc limit 1),
    (select y.id from public.leads y where y.email is not null order by y.found_at desc limit 1));
  if e.id is null or l.id is null then
    raise exception 'There is no lead to show it for.' using errcode = 'PT404';
  end if;
  e.subject := coalesce(preview_mail.subject, e.subject);
  e.body := coalesce(preview_mail.body, e.body);
  e.preview_text := coalesce(preview_mail.preview_text, e.preview_text);
  return jsonb_build_object('lead_id', l.id, 'lead_name', l.full_name, 'to', l.email, 'from', q.from_name || ' <' || q.from_email || '>',
    'subject', left(regexp_replace(private.render_mail(e.subject, l, q, '00000000-0000-0000-0000-000000000000'), '\s+', ' ', 'g'), 200),
    'preview_text', private.render_mail(e.preview_text, l, q, '00000000-0000-0000-0000-000000000000'),
    'body', private.render_mail(e.body, l, q, '00000000-0000-0000-0000-000000000000') || case when e.body ~ '\{\{\s*postal_address' then '' else E'\n\n' || q.postal_address end,
    'empty', private.empty_fields(concat_ws(' ', e.subject, e.preview_text, e.body), l, q));
end
$function$;

comment on function private.preview_mail(step uuid, lead uuid, subject text, preview_text text, body text) is 'A step as a lead would get it, with what is empty in it. Behind the public function of its name.';

grant execute on function private.preview_mail(step uuid, lead uuid, subject text, preview_text text, body text) to authenticated;
