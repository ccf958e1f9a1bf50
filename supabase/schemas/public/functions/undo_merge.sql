-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.undo_merge(merge_id uuid)
 RETURNS uuid
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.undo_merge(merge_id) $function$;

comment on function public.undo_merge(merge_id uuid) is 'Takes a merge of the last day back: both leads are again what they were, but for what was changed since. Answers the key of the one that had gone.';

grant execute on function public.undo_merge(merge_id uuid) to authenticated;
