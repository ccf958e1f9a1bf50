-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.rebuild_send_sums()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.hold_counted();
  delete from private.send_sums where true;
  insert into private.send_sums
  select 1440, date_bin('1 day', f.at, '2000-01-01Z'), 0, f.sequence_id, f.sequence_email_id, f.variant_id, f.sender_id, f.source_id,
    sum(f.sent), sum(f.delivered), sum(f.opened), sum(f.clicked), sum(f.bounced), sum(f.complained)
  from private.send_facts f group by 2, 4, 5, 6, 7, 8
  union all
  select 15, date_bin('15 minutes', f.at, '2000-01-01Z'), 0, null, null, null, null, null, sum(f.sent), sum(f.delivered), sum(f.opened), sum(f.clicked), sum(f.bounced), sum(f.complained)
  from private.send_facts f group by 2;
  return (select coalesce(sum(s.sent), 0) from private.send_sums s where s.minutes = 15);
end
$function$;

comment on function private.rebuild_send_sums() is 'Counts all mails that were sent anew for the funnel; answers with how many there are.';
