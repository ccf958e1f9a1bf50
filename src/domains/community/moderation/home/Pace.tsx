import { useRange } from '@/charts/Range'
import { useFigures } from '@/charts/useFigures'
import { useEntries } from '@/resource/entries'
import { PaceChart } from './PaceChart'
import { readingOf } from './reading'

/** The pace of moderation by itself, as it stands on a home page. */
export default function Pace() {
  const { staff } = useEntries()
  const range = useRange('30d')
  const reading = readingOf(
    useFigures('moderation_pace', { from_date: range.from, to_date: range.to, time_zone: range.zone }),
  )
  return <PaceChart reading={reading} me={staff.userId} days={range} />
}
