-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.add_to_send_sums(facts private.send_facts[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  insert into private.send_sums as s
  select l.minutes, date_bin(make_interval(mins => l.minutes), f.at, '2000-01-01Z'), pg_backend_pid() % 8,
    k.sequence_id, k.sequence_email_id, k.variant_id, k.sender_id, k.source_id, sum(f.sent), sum(f.delivered), sum(f.opened), sum(f.clicked), sum(f.bounced), sum(f.complained)
  from unnest(facts) f, (values (15), (1440)) l (minutes),
    lateral (select f.sequence_id, f.sequence_email_id, f.variant_id, f.sender_id, f.source_id where l.minutes = 1440 union all select null, null, null, null, null where l.minutes = 15) k
  group by 1, 2, 4, 5, 6, 7, 8
  having array[sum(f.sent), sum(f.delivered), sum(f.opened), sum(f.clicked), sum(f.bounced), sum(f.complained)] <> array[0, 0, 0, 0, 0, 0]::numeric[]
  order by 1, 2, 4, 5, 6, 7, 8
  on conflict (minutes, starts_at, shard, sequence_id, sequence_email_id, variant_id, sender_id, source_id) do update
    set sent = s.sent + excluded.sent, delivered = s.delivered + excluded.delivered, opened = s.opened + excluded.opened,
      clicked = s.clicked + excluded.clicked, bounced = s.bounced + excluded.bounced, complained = s.complained + excluded.complained
$function$;

comment on function private.add_to_send_sums(facts private.send_facts[]) is 'Adds what changed of mails to the sums of the funnel, by quarter of an hour and by day.';
