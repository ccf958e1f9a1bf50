-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.search_records(query text, per_table integer DEFAULT 5)
 RETURNS TABLE(table_name text, id text, title text, detail text, is_close boolean)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  place record;
  pass boolean;
  found_any boolean := false;
begin
  if char_length(btrim(query)) < 2 then
    return;
  end if;
  foreach pass in array array[false, true] loop
    for place in
      select * from (values
        ('leads', 't.full_name', 'coalesce(t.email, t.handle, t.city)'),
        ('profiles', 't.display_name', 't.email'),
        ('member_directory', 't.display_name', 't.email'),
        ('invoices', $e$coalesce(t.number, 'Draft')$e$, 't.billing_name'),
        ('community_posts', 't.title', 't.state'),
        ('outreach_responses', $e$coalesce(t.subject, left(t.body, 80))$e$, 'null'),
        ('lead_sources', 't.name', 't.category'),
        ('outreach_sequences', 't.name', 't.state'),
        ('sequence_emails', 't.subject', 'null'),
        ('outreach_suppressions', 't.email', 't.reason'),
        ('content_articles', 't.title', 't.state'),
        ('content_topics', 't.name', 'null'),
        ('puzzles', 't.title', 'null'),
        ('games', 't.name', 'null'),
        ('game_questions', 'left(t.prompt, 80)', 'null'),
        ('badges', 't.name', 't.category'),
        ('dealbreakers', 't.name', 't.category'),
        ('conversation_flows', 't.name', 't.state'),
        ('conversation_questions', 'left(t.prompt, 80)', 'null'),
        ('subscription_plans', 't.name', 't.code'),
        ('introduction_reports', 't.headline', 't.state'),
        ('bot_incidents', 't.summary', 't.severity'),
        ('post_comments', 'left(t.body, 80)', 't.state'),
        ('staff_members', 't.full_name', 't.email')
      ) p (target, title, detail)
      -- Whoever may see the profile is led there.
      where p.target <> 'member_directory' or not (select private.has_role('moderator'))
    loop
      return query execute format(
        'select %1$L, t.%2$I::text, %3$s, (%4$s)::text, $2 from unnest($1) with ordinality c (key, place)
         join public.%1$I t on t.%2$I = c.key::uuid order by c.place limit $3',
        place.target, private.bulk_key(place.target), place.title, place.detail)
        using case when pass then private.closest_keys(place.target, query, 50) else private.found_keys(place.target, query, 50) end,
          pass, greatest(least(per_table, 20), 0);
      found_any := found_any or found;
    end loop;
    exit when found_any;
  end loop;
end
$function$;

comment on function public.search_records(query text, per_table integer) is 'For the command palette: records of any table that contain all words; where none does, the closest.';

grant execute on function public.search_records(query text, per_table integer) to authenticated;
