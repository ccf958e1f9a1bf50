-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.sends_between(from_time timestamp with time zone, to_time timestamp with time zone, in_all boolean)
 RETURNS SETOF private.send_facts
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
AS $function$
declare
  span constant interval := case when in_all then interval '15 minutes' else interval '1 day' end;
  first_at timestamptz := date_bin(span, from_time, '2000-01-01Z');
  last_at timestamptz := date_bin(span, to_time, '2000-01-01Z');
begin
  if first_at < from_time then
    first_at := first_at + span;
  end if;
  if first_at >= last_at then
    return query select * from private.send_facts f where f.at >= from_time and f.at < to_time;
    return;
  end if;
  return query
    select s.starts_at, s.sequence_id, s.sequence_email_id, s.variant_id, s.sender_id, s.source_id, s.sent, s.delivered, s.opened, s.clicked, s.bounced, s.complained
    from private.send_sums s where s.minutes = case when in_all then 15 else 1440 end and s.starts_at >= first_at and s.starts_at < last_at;
  return query select * from private.send_facts f where f.at >= from_time and f.at < first_at;
  return query select * from private.send_facts f where f.at >= last_at and f.at < to_time;
end
$function$;

comment on function private.sends_between(from_time timestamp with time zone, to_time timestamp with time zone, in_all boolean) is 'The mails sent in a span, from the sums where these are whole and one by one at its ends.';
