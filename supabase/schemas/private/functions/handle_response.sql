-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.handle_response(response_id uuid, note text)
 RETURNS outreach_responses
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  response public.outreach_responses;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may handle replies.' using errcode = '42501';
  end if;
  select * into response from public.outreach_responses r where r.id = response_id for update;
  if not found then
    raise exception 'This reply does not exist any more.' using errcode = 'PT404';
  elsif response.handled_at is not null then
    raise exception 'This reply was handled already, by %.', coalesce((select s.full_name from public.staff_members s where s.user_id = response.handled_by), 'somebody')
      using errcode = 'PT409';
  end if;
  update public.outreach_responses r set handled_by = auth.uid(), handled_at = clock_timestamp(), handling_note = coalesce(private.said(note), r.handling_note)
  where r.id = response_id returning r.* into response;
  return response;
end
$function$;

comment on function private.handle_response(response_id uuid, note text) is 'Marks a reply as handled, with a note. Behind the public function of its name.';

grant execute on function private.handle_response(response_id uuid, note text) to authenticated;
