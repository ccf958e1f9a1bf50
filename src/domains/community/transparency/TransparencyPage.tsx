import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { saveCsv } from '@/charts/download'
import { numberText } from '@/charts/numbers'
import { useChartParams } from '@/charts/params'
import { useQueueRequests } from '@/resource/queue/useQueueRequests'
import { FigureTable } from '@/ui/FigureTable'
import { Page } from '@/ui/Page'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { columns, type Rule, sumOf, tableOf } from './figures'

/** A year's decisions by rule: the transparency report that the law requires, to read and to download. */
export default function TransparencyPage() {
  const calls = useQueueRequests()
  const { get, set } = useChartParams()
  const query = useQuery({
    queryKey: ['moderation', 'transparency'],
    queryFn: ({ signal }) =>
      calls
        .list<Rule>('moderation_transparency', {
          sorters: [{ field: 'year', order: 'desc' }],
          notNull: ['year', 'id'],
          size: 1000,
          signal,
        })
        .then(({ data }) => data),
    staleTime: 5 * 60_000,
  })
  const years = [...new Set(query.data?.map(({ year }) => year))]
  const year = years.find((one) => String(one) === get('year')) ?? years[0]
  const rows = query.data?.filter((row) => row.year === year) ?? []
  const table = tableOf(rows)
  return (
    <Page
      title="Transparency"
      actions={
        year === undefined ? undefined : (
          <>
            <Select
              aria-label="Year"
              value={year}
              options={years.map((one) => ({ value: one, label: String(one) }))}
              onChange={(next) => set({ year: next === years[0] ? undefined : String(next) })}
            />
            <Button
              icon={<DownloadOutlined aria-hidden />}
              onClick={() => saveCsv(`Transparency ${year}`, table)}
            >
              Export
            </Button>
          </>
        )
      }
    >
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isLoading ? (
        <LoadingState rows={8} />
      ) : year === undefined ? (
        <EmptyState title="Nothing decided yet">
          Each year’s decisions are counted here by rule, with how they were found and what was objected to.
        </EmptyState>
      ) : (
        <Year rows={rows} year={year} />
      )}
    </Page>
  )
}

function Year({ rows, year }: { rows: readonly Rule[]; year: number }) {
  const sum = sumOf(rows)
  return (
    <>
      <p>
        In {year} (UTC) moderators decided {numberText(sum.decided_by_people)} times against something,
        machines{' '}
        {sum.decided_by_machine === 0 ? 'never by themselves' : `${numberText(sum.decided_by_machine)} times`}
        . {numberText(sum.appeals)} {sum.appeals === 1 ? 'objection was' : 'objections were'} made,{' '}
        {numberText(sum.appeals_overturned)} of them with success.
      </p>
      <FigureTable
        label={`Decisions of ${year} by rule`}
        takesFocus
        rows={rows}
        keyOf={({ rule_code }) => rule_code}
        foot="All"
        columns={[
          { head: 'Rule', cell: ({ rule }) => rule },
          ...columns.map(({ label, text }) => ({ head: label, cell: text, total: text(sum) })),
        ]}
      />
    </>
  )
}
