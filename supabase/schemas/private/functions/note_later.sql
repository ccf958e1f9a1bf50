-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.note_later()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update public.leads l set follow_up_on = (now() + interval '30 days')::date, follow_up_note = 'Wrote that they would rather hear from us later'
  where l.id = new.lead_id and l.follow_up_on is null;
  return null;
end
$function$;

comment on function private.note_later() is 'Trigger: a reply that is read as later sets the day on which to come back, where none is set.';
