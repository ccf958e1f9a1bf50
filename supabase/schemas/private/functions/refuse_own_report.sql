-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.refuse_own_report()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if exists (select from public.content_reports r where r.reporter_id = new.moderator_id and r.state = 'open'
    and (r.post_id = new.post_id or r.comment_id = new.comment_id)) then
    raise exception 'You reported this yourself: a colleague decides. You may escalate it.' using errcode = '42501';
  end if;
  return new;
end
$function$;

comment on function private.refuse_own_report() is 'Trigger: whoever reported an item does not decide about it while their report is open, as with reports about people.';
