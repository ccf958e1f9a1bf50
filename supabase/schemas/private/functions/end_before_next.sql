-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.end_before_next()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if auth.uid() is not null then
    perform private.follow_sanctions(new.member_id);
  end if;
  return new;
end
$function$;

comment on function private.end_before_next() is 'Trigger: before a new suspension, one that is over ends. Before the others, by its name.';
