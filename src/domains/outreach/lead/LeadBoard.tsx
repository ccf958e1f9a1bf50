import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import { useChartParams } from '@/charts/params'
import type { ResourceEntry } from '@/resource/define'
import { useEntries } from '@/resource/entries'
import { useResource } from '@/resource/loadResource'
import { filtersOf } from '@/resource/query/listUrl'
import { useListState } from '@/resource/query/useListState'
import { LoadingState } from '@/ui/states'

const Board = lazy(() => import('./Board'))

/** Above a filtered list of leads: the same leads as a board by state. */
export default function LeadBoard() {
  const { entryOf } = useEntries()
  const entry = entryOf('leads')
  return entry ? <Narrowed entry={entry} /> : null
}

function Narrowed({ entry }: { entry: ResourceEntry }) {
  const resource = useResource(entry)
  const { get, set } = useChartParams()
  const { state } = useListState(resource)
  // An unfiltered list would put thousands of cards into a column.
  if (filtersOf(state).length === 0 && state.search === '') return null
  const isOn = get('board') === 'on'
  return (
    <div className="below-8">
      <Button size="small" aria-pressed={isOn} onClick={() => set({ board: isOn ? undefined : 'on' })}>
        {isOn ? 'Close the board' : 'As a board'}
      </Button>
      {isOn ? (
        <Suspense fallback={<LoadingState rows={4} />}>
          <Board resource={resource} state={state} />
        </Suspense>
      ) : null}
    </div>
  )
}
