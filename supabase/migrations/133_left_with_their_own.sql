-- Whoever has left the team reads and deletes nothing of the console's any more, their own pins, defaults and settings included.

alter policy "chart_pins select" on public.chart_pins using (user_id = (select auth.uid()) and (select private.is_staff()));
alter policy "chart_pins update" on public.chart_pins using (user_id = (select auth.uid()) and (select private.is_staff()));
alter policy "chart_pins delete" on public.chart_pins using (user_id = (select auth.uid()) and (select private.is_staff()));
alter policy "saved_view_defaults select" on public.saved_view_defaults using (user_id = (select auth.uid()) and (select private.is_staff()));
alter policy "saved_view_defaults update" on public.saved_view_defaults using (user_id = (select auth.uid()) and (select private.is_staff()));
alter policy "saved_view_defaults delete" on public.saved_view_defaults using (user_id = (select auth.uid()) and (select private.is_staff()));
alter policy "staff_preferences select" on public.staff_preferences using (user_id = (select auth.uid()) and (select private.is_staff()));
alter policy "staff_preferences update" on public.staff_preferences using (user_id = (select auth.uid()) and (select private.is_staff()));
