-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_send_sums()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  facts private.send_facts[];
begin
  if tg_op <> 'DELETE' then
    facts := (select array_agg(private.send_fact(n, 1)) from new_rows n where n.sent_at is not null);
  end if;
  if tg_op <> 'INSERT' then
    facts := facts || (select array_agg(private.send_fact(o, -1)) from old_rows o where o.sent_at is not null);
  end if;
  if facts <> '{}' then
    perform private.add_to_send_sums(facts);
  end if;
  return null;
end
$function$;

comment on function private.keep_send_sums() is 'Trigger: keeps the sums of the funnel right when mails are written, changed or deleted.';
