-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_evidence_file()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if old.bucket_id = 'pictures' and private.picture_stays(old.name) then
    raise exception 'This picture belongs to what is judged, or may be objected to: it stays until that is decided.' using errcode = '42501';
  end if;
  return old;
end
$function$;

comment on function private.keep_evidence_file() is 'Trigger: the file of what somebody still has to judge is not deleted.';
