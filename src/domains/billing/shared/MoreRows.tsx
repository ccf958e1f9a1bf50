import { Button } from 'antd'
import { numberLocale } from '@/ui/locale'
import { pluralText } from '@/ui/pluralText'
import type { useParts } from './useParts'

interface MoreRowsProps {
  list: Pick<ReturnType<typeof useParts>, 'query' | 'rows' | 'found'>
  /** One row, as people call it. */
  one: string
}

/** How many rows there are in all, and the way to those that are not here yet. */
export function MoreRows({ list: { query, rows, found }, one }: MoreRowsProps) {
  if (rows.length >= found) return pluralText(found, one)
  return (
    <>
      {pluralText(found, one)}, the first {rows.length.toLocaleString(numberLocale)} here{' '}
      <Button
        size="small"
        loading={query.isFetchingNextPage}
        onClick={() => void query.fetchNextPage()}
        danger={query.isFetchNextPageError}
      >
        {query.isFetchNextPageError ? 'Try again' : 'Show more'}
      </Button>
    </>
  )
}
