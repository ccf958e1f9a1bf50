-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.sender_block(sender outreach_senders, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  today record;
begin
  if sender.state is distinct from 'active' then
    return jsonb_build_object('code', 'sender_paused', 'words', coalesce(format('The sender %s is %s. %s', sender.email, sender.state, sender.pause_reason), 'The sequence has no sender.'),
      'unblock', 'Activate the sender, or give the sequence another.');
  end if;
  today := private.sender_today(sender, at);
  if today.sent >= today.cap then
    return jsonb_build_object('code', 'sender_cap', 'words', format('The sender %s has mailed its %s of today.', sender.email, today.cap),
      'unblock', 'It goes on tomorrow, or raise the cap.', 'due_at', date_trunc('day', at, 'UTC') + interval '24 hours');
  elsif sender.min_gap_seconds > 0 and today.latest + sender.min_gap_seconds * interval '1 second' > at then
    return jsonb_build_object('code', 'sender_gap', 'words', format('The sender %s mails once in %s seconds.', sender.email, sender.min_gap_seconds),
      'unblock', 'It goes on by itself.', 'due_at', today.latest + sender.min_gap_seconds * interval '1 second');
  end if;
  return null;
end
$function$;

comment on function private.sender_block(sender outreach_senders, at timestamp with time zone) is 'Why a sender may not mail at this moment, as {code, words, unblock, due_at}; null where it may.';
