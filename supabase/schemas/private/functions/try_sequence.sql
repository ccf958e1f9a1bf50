-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.try_sequence(sequence uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  q public.outreach_sequences;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth reads mails.' using errcode = '42501';
  end if;
  select * into q from public.outreach_sequences x where x.id = sequence;
  return (
    with drawn as (
      select l as lead from public.sequence_enrollments n join public.leads l on l.id = n.lead_id where n.sequence_id = sequence order by random() limit 50
    ), tried as (
      select distinct e.position, f as field, (s.lead).id as lead_id, (s.lead).full_name as name from drawn s cross join private.mail_texts e,
        unnest(private.empty_fields(concat_ws(' ', e.subject, e.preview_text, e.body), s.lead, q)) f
      where e.sequence_id = sequence and e.active
    )
    select jsonb_build_object('leads', (select count(*) from drawn), 'empty', coalesce((select jsonb_agg(jsonb_build_object('step', t.position, 'field', t.field, 'leads', t.n, 'ids', t.ids) order by t.position, t.field)
      from (select x.position, x.field, count(*) as n, jsonb_agg(x.lead_id) as ids from tried x group by 1, 2) t), '[]')));
end
$function$;

comment on function private.try_sequence(sequence uuid) is 'A try of a sequence over at most 50 of those enrolled, drawn at random: which merge fields are empty in which step, for whom. Behind the public function of its name.';

grant execute on function private.try_sequence(sequence uuid) to authenticated;
