interface Counted {
  period_start: string
  active_members: number
  unfinished: boolean
}

/** The stickiness of each month from the activity by month and by day; null where no day has ended or nobody came. */
export function stickiness(months: readonly Counted[], days: readonly Counted[]) {
  return months.map(({ period_start, active_members, unfinished }) => {
    const own = days.filter(
      (day) => day.period_start.slice(0, 7) === period_start.slice(0, 7) && !day.unfinished,
    )
    const daily = own.length > 0 ? own.reduce((sum, day) => sum + day.active_members, 0) / own.length : null
    return {
      start: period_start,
      unfinished,
      daily,
      monthly: active_members,
      share: daily === null || active_members === 0 ? null : (100 * daily) / active_members,
    }
  })
}
