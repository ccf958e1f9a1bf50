/** The longest streak that is told apart. */
export const longest = 60

const bands = [
  { label: '1 day', from: 1, to: 1 },
  { label: '2 days', from: 2, to: 2 },
  { label: '3 to 6 days', from: 3, to: 6 },
  { label: '1 week', from: 7, to: 13 },
  { label: '2 weeks', from: 14, to: 29 },
  { label: '30 to 59 days', from: 30, to: longest - 1 },
  { label: `${longest} days and more`, from: longest, to: Number.POSITIVE_INFINITY },
]

/** Members by the bands that people speak of streaks in; those that nobody is in beyond the longest are left out. */
export function streakBands(rows: readonly { streak: number; members: number }[]) {
  const counted = bands.map(({ label, from, to }) => ({
    label,
    members: rows.reduce((sum, row) => (row.streak >= from && row.streak <= to ? sum + row.members : sum), 0),
  }))
  return counted.slice(0, counted.findLastIndex(({ members }) => members > 0) + 1)
}
