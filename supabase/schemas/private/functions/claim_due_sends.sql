-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.claim_due_sends(n integer, worker text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
declare
  moment timestamptz;
  sequence public.outreach_sequences;
  senders public.outreach_senders[];
  sender public.outreach_senders;
  sent_by integer[];
  room_of integer[];
  room integer;
  nth integer;
  e public.sequence_enrollments;
  lead public.leads;
  step public.sequence_emails;
  variant public.sequence_variants;
  gate jsonb;
  token uuid;
  send public.email_sends;
  own_name text;
  claimed jsonb := '[]';
  taken integer := 0;
  began constant timestamptz := clock_timestamp();
  seen integer;
  moved integer;
begin
  if n is null or n not between 1 and 1000 or char_length(coalesce(private.said(worker), '')) not between 1 and 120 then
    raise exception 'Claim 1 to 1000 mails, and give the name of the worker.' using errcode = '22023';
  end if;
  -- Whoever counts what a sequence and its senders have sent today holds them: two claims never pass a cap together.
  perform from public.outreach_senders s where s.state = 'active' order by s.id for no key update;
  for sequence in
    select * from public.outreach_sequences s where s.state = 'active'
      and exists (select from public.sequence_enrollments x where x.sequence_id = s.id and x.state = 'active' and x.next_send_at <= now())
    order by s.id for no key update
  loop
    exit when taken >= n;
    moment := clock_timestamp();
    own_name := sequence.from_name;
    continue when private.sequence_block(sequence, moment) is not null;
    -- Nobody else mails of what is held, so that what is left is counted down from here.
    room := private.sequence_room(sequence, moment);
    select array_agg(s.sender order by s.email), array_agg(t.sent order by s.email), array_agg(case when s.min_gap_seconds > 0 then 1 else t.cap - t.sent end order by s.email)
      into senders, sent_by, room_of
    from (select x as sender, x.* from private.senders_of(sequence) x where private.sender_block(x, moment) is null) s, private.sender_today(s.sender, moment) t;
    loop
      seen := 0;
      moved := 0;
      for e in
        select * from public.sequence_enrollments x where x.sequence_id = sequence.id and x.state = 'active' and x.next_send_at <= moment
        order by x.next_send_at, x.id limit (n - taken) * 2 + 20 for no key update skip locked
      loop
        exit when taken >= n or room <= 0;
        seen := seen + 1;
        -- A lead that somebody is changing at this moment may be on the way to being suppressed: the next claim sees.
        select * into lead from public.leads l where l.id = e.lead_id for share skip locked;
        continue when not found;
        gate := private.enrollment_gate(e, clock_timestamp());
        sequence.from_name := own_name;
        if gate ->> 'verdict' = 'due' then
          -- Whoever wrote before writes again; else who has written least today.
          select i into nth from generate_subscripts(senders, 1) i where room_of[i] > 0
          order by (senders[i]).id = (select m.sender_id from public.email_sends m where m.enrollment_id = e.id and m.sender_id is not null order by m.queued_at desc limit 1) desc nulls last, sent_by[i], i
          limit 1;
          exit when nth is null;
          sender := senders[nth];
          select * into step from public.sequence_emails m where m.id = (gate ->> 'step_id')::uuid;
          -- Of several texts each enrollment has its own, also when the mail is tried again.
          variant := private.pick_variant(step.id, e.id);
          if variant.id is not null then
            step.subject := variant.subject;
            step.preview_text := variant.preview_text;
            step.body := variant.body;
            step.version := variant.version;
          end if;
          -- Who writes is who the mail says: the sequence's own name for its own address.
          if sender.email <> sequence.from_email then
            sequence.from_name := sender.name;
          end if;
          token := gen_random_uuid();
          begin
            insert into public.email_sends (lead_id, enrollment_id, sequence_email_id, variant_id, sequence_id, sender_id, step, step_version, to_email, subject, body, worker, unsubscribe_token, queued_at)
            values (lead.id, e.id, step.id, variant.id, sequence.id, sender.id, step.position, step.version, lead.email,
              left(coalesce(nullif(regexp_replace(private.render_mail(step.subject, lead, sequence, token), '\s+', ' ', 'g'), ''), '(no subject)'), 200),
              private.render_mail(step.body, lead, sequence, token)
                || case when step.body ~ '\{\{\s*postal_address' then '' else E'\n\n' || sequence.postal_address end,
              btrim(worker), token, clock_timestamp())
            returning * into send;
          exception when check_violation or string_data_right_truncation then
            -- One mail that cannot be written keeps nobody else's.
            update public.sequence_enrollments x set state = 'paused', stop_reason = left('The email cannot be written: ' || sqlerrm, 300) where x.id = e.id;
            moved := moved + 1;
            continue;
          end;
          if send.state <> 'queued' then
            continue;
          end if;
          room := room - 1;
          room_of[nth] := room_of[nth] - 1;
          sent_by[nth] := sent_by[nth] + 1;
          update public.sequence_enrollments x set next_send_at = null where x.id = e.id;
          if sender.first_used_at is null then
            update public.outreach_senders s set first_used_at = now() where s.id = sender.id returning s.* into sender;
            senders[nth] := sender;
          end if;
          taken := taken + 1;
          moved := moved + 1;
          claimed := claimed || jsonb_build_object('id', send.id, 'enrollment_id', e.id, 'lead_id', lead.id, 'sequence_id', sequence.id, 'step', step.position,
            'step_version', step.version, 'variant_id', variant.id, 'to_email', send.to_email, 'from_name', sequence.from_name, 'from_email', sender.email, 'reply_to', sequence.reply_to,
            'subject', send.subject, 'preview_text', private.render_mail(step.preview_text, lead, sequence, token), 'body', send.body,
            'unsubscribe_url', private.merge_value('unsubscribe_url', lead, sequence, token), 'claimed_at', send.queued_at);
        elsif gate ->> 'verdict' = 'waiting' then
          update public.sequence_enrollments x set next_send_at = (gate ->> 'due_at')::timestamptz where x.id = e.id;
          moved := moved + 1;
        elsif gate ->> 'verdict' = 'sent' then
          update public.sequence_enrollments x set state = 'completed' where x.id = e.id;
          moved := moved + 1;
        elsif gate ->> 'code' in ('suppressed', 'no_address', 'wrong_state') then
          update public.sequence_enrollments x set state = 'stopped', stop_reason = gate ->> 'words' where x.id = e.id;
          moved := moved + 1;
        elsif gate ->> 'code' = 'no_provenance' then
          update public.sequence_enrollments x set state = 'paused', stop_reason = gate ->> 'words' where x.id = e.id;
          moved := moved + 1;
        end if;
      end loop;
      -- Those that only wait were moved on: who stands behind them may be due. What nobody moved would come again.
      exit when taken >= n or room <= 0 or moved = 0 or seen < 20 or not exists (select from unnest(room_of) r where r > 0) or clock_timestamp() > began + interval '2 seconds';
    end loop;
  end loop;
  return claimed;
end
$function$;

comment on function private.claim_due_sends(n integer, worker text) is 'Reserves mails that may be sent now for a worker and answers them whole. Behind the public function of its name.';

grant execute on function private.claim_due_sends(n integer, worker text) to service_role;
