import { useDaysBefore } from '@/charts/comparison'
import { useRange } from '@/charts/Range'
import { useFigures } from '@/charts/useFigures'
import { figureQueryOf } from './figureQuery'
import { ReasonsChart } from './ReasonsChart'

/** The chart of moderation reasons by itself, for a home page. */
export default function Reasons() {
  const range = useRange('30d')
  const grain = range.preset === '7d' ? 'day' : 'week'
  const reading = figureQueryOf(
    useFigures('moderation_reason_counts', {
      from_date: range.from,
      to_date: range.to,
      time_zone: range.zone,
      grain,
    }),
  )
  const earlier = useDaysBefore(range, grain)
  const { rows: before } = useFigures(
    'moderation_reason_counts',
    earlier && { from_date: earlier.from, to_date: earlier.to, time_zone: range.zone, grain },
  )
  return <ReasonsChart reading={reading} before={earlier && before} grain={grain} days={range} />
}
