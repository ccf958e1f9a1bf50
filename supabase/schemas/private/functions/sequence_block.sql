-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.sequence_block(sequence outreach_sequences, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  tomorrow constant timestamptz := private.first_moment((at at time zone sequence.time_zone)::date + 1, sequence.time_zone);
  sender public.outreach_senders;
  block jsonb;
  first_block jsonb;
begin
  if sequence.state <> 'active' then
    return jsonb_build_object('code', 'sequence_' || sequence.state, 'words', format('The sequence is %s.', sequence.state),
      'unblock', case sequence.state when 'archived' then null else 'Activate the sequence.' end);
  end if;
  if private.sequence_room(sequence, at) <= 0 then
    return jsonb_build_object('code', 'sequence_cap', 'words', format('The sequence has mailed its %s of today.', sequence.daily_cap),
      'unblock', 'It goes on tomorrow, or raise the cap.', 'due_at', tomorrow);
  end if;
  -- Of several senders, one that may is enough; of those that may not, the first that will.
  for sender in select * from private.senders_of(sequence) loop
    block := private.sender_block(sender, at);
    if block is null then
      return null;
    elsif first_block is null or (block ->> 'due_at')::timestamptz < coalesce((first_block ->> 'due_at')::timestamptz, 'infinity') then
      first_block := block;
    end if;
  end loop;
  return coalesce(first_block, private.sender_block(null, at));
end
$function$;

comment on function private.sequence_block(sequence outreach_sequences, at timestamp with time zone) is 'Why a sequence may not mail at this moment (state, cap, gap), and when it next may; null where it may.';
