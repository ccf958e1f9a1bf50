import { Page } from '@/ui/Page'
import { ErrorState, LoadingPage } from '@/ui/states'
import type { Crumb } from '@/ui/title'
import type { AnyRow } from '../define'
import { RecordForm } from '../form/RecordForm'
import { useRecord } from '../query/useRecord'
import { GoneHistory, RecordActions, RecordView } from './RecordView'
import type { RecordProps } from './recordRoute'

interface RecordPageProps extends RecordProps {
  parents: readonly Crumb[]
}

/** A record, or its form, on a page of its own. */
export default function RecordPage({ resource, route, initial, nav, parents }: RecordPageProps) {
  if (route.kind === 'new') {
    return (
      <Page title={`New ${resource.one}`} width="form" parents={parents}>
        <RecordForm
          resource={resource}
          initial={initial}
          onSaved={(row) => nav.toRecord(String(row[resource.key]))}
          onCancel={nav.toList}
        />
      </Page>
    )
  }
  return (
    <LoadedPage key={route.id} resource={resource} route={route} id={route.id} nav={nav} parents={parents} />
  )
}

function LoadedPage({ resource, route, id, nav, parents }: RecordPageProps & { id: string }) {
  const { row, isLoading, error, refetch } = useRecord(resource, id)
  if (error && !row) {
    return (
      <Page title={resource.one.charAt(0).toUpperCase() + resource.one.slice(1)} parents={parents}>
        <ErrorState error={error} onRetry={refetch} />
        <GoneHistory resource={resource} id={id} error={error} />
      </Page>
    )
  }
  if (isLoading || !row) {
    return <LoadingPage />
  }
  const title = resource.title(row)
  if (route.kind === 'edit') {
    return (
      <Page title={`Edit ${title}`} width="form" parents={parents}>
        <EditForm resource={resource} row={row} nav={nav} id={id} />
      </Page>
    )
  }
  return (
    <Page
      title={title}
      count={resource.secondary?.(row)}
      parents={parents}
      actions={
        <RecordActions
          resource={resource}
          row={row}
          onEdit={() => nav.toEdit(id)}
          onDeleted={nav.toList}
          onGo={nav.to}
        />
      }
    >
      <RecordView resource={resource} row={row} />
    </Page>
  )
}

/** The form of an existing record, or the sentence that says why it cannot be edited. */
export function EditForm({
  resource,
  row,
  nav,
  id,
}: Pick<RecordProps, 'resource' | 'nav'> & { row: AnyRow; id: string }) {
  const fixed = resource.form?.fixed?.(row)
  if (fixed) return <p>{fixed}</p>
  return (
    <RecordForm
      resource={resource}
      row={row}
      onSaved={() => nav.toRecord(id)}
      onCancel={() => nav.toRecord(id)}
    />
  )
}
