import { useDaysBefore } from '@/charts/comparison'
import { useRange } from '@/charts/Range'
import { useFigures } from '@/charts/useFigures'
import { useEntries } from '@/resource/entries'
import { figureQueryOf } from './figureQuery'
import { PaceChart } from './PaceChart'

/** The chart of moderation pace by itself, for a home page. */
export default function Pace() {
  const { staff } = useEntries()
  const range = useRange('30d')
  const reading = figureQueryOf(
    useFigures('moderation_pace', { from_date: range.from, to_date: range.to, time_zone: range.zone }),
  )
  const earlier = useDaysBefore(range)
  const { rows: before } = useFigures(
    'moderation_pace',
    earlier && { from_date: earlier.from, to_date: earlier.to, time_zone: range.zone },
  )
  return <PaceChart reading={reading} before={earlier && before} me={staff.userId} days={range} />
}
