-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.reply_inbox(view text DEFAULT 'waiting'::text, mood text DEFAULT NULL::text, older_than interval DEFAULT NULL::interval, most integer DEFAULT 200)
 RETURNS TABLE(item_type text, item_id uuid, title text, author_name text, version integer, decision_seen bigint, subject text, excerpt text, received_at timestamp with time zone, sentiment text, intent text, lead_id uuid, lead_state text, owner_id uuid, owner_name text, is_mine boolean, claimed_by uuid, claimed_name text, claimed_mine boolean, handled_at timestamp with time zone, handled_name text, handling_note text, waiting bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select * from private.reply_inbox(view, mood, older_than, most) $function$;

comment on function public.reply_inbox(view text, mood text, older_than interval, most integer) is 'Replies that wait, those of one''s own leads (mine), or those that are done: whoever wants to leave or to come first, then by age; with who is at each.';

grant execute on function public.reply_inbox(view text, mood text, older_than interval, most integer) to authenticated;
