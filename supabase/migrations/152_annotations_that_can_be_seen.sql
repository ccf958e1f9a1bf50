-- 152 annotations that can be seen
-- A label of characters without width is a flag with nothing to read, and one in the year 5,874,897 stands on no chart.

alter table public.chart_annotations disable trigger user;
update public.chart_annotations a set label = 'No words' where private.visible_text(a.label) = '';
update public.chart_annotations a set on_day = least(greatest(a.on_day, '1970-01-01'), '2200-01-01'), until_day = case when a.until_day is not null then least(greatest(a.until_day, '1970-01-01'), '2200-01-01') end
where a.on_day not between '1970-01-01' and '2200-01-01' or a.until_day > '2200-01-01';
alter table public.chart_annotations enable trigger user;
alter table public.chart_annotations drop constraint if exists chart_annotations_label_seen_check, drop constraint if exists chart_annotations_days_check;
alter table public.chart_annotations add constraint chart_annotations_label_seen_check check (private.visible_text(label) <> ''),
  add constraint chart_annotations_days_check check (on_day >= '1970-01-01' and on_day <= '2200-01-01' and until_day <= '2200-01-01');
