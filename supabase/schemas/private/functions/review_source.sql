-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.review_source(source_id uuid, allowed boolean, note text)
 RETURNS lead_sources
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  source public.lead_sources;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may review a source.' using errcode = '42501';
  elsif allowed is null or char_length(coalesce(private.visible_text(private.said(note)), '')) < 3 then
    raise exception 'Say what its terms and its robots.txt say.' using errcode = '23514', detail = '{"field": "note"}';
  end if;
  update public.lead_sources s set terms_state = case when allowed then 'allowed' else 'refused' end, terms_reviewed_by = auth.uid(),
    terms_reviewed_at = clock_timestamp(), terms_note = left(btrim(note), 1000)
  where s.id = source_id returning s.* into source;
  if source.id is null then
    raise exception 'This source does not exist any more.' using errcode = 'PT404';
  end if;
  return source;
end
$function$;

comment on function private.review_source(source_id uuid, allowed boolean, note text) is 'Records that somebody read a source''s terms, and what they allow. Behind the public function of its name.';

grant execute on function private.review_source(source_id uuid, allowed boolean, note text) to authenticated;
