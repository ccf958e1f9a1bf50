-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.draw_second_look()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if auth.uid() is not null and new.decision in ('approve', 'hide', 'remove', 'dismiss_reports') and new.sanction_id is null
    and random() * 100 < private.setting('second_look_percent') then
    insert into public.second_looks (decision_id) values (new.id);
  end if;
  return null;
end
$function$;

comment on function private.draw_second_look() is 'Trigger: draws by lot which decisions another moderator looks at.';
