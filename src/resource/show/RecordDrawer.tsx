import { Drawer } from 'antd'
import { type ReactNode, useId } from 'react'
import { drawerFocus, focusHeading, focusPlace } from '@/ui/drawerFocus'
import { Row } from '@/ui/layout'
import { useShortcuts } from '@/ui/shortcuts'
import { ErrorState, LoadingState } from '@/ui/states'
import { usePageTitle } from '@/ui/title'
import { useReturnFocus } from '@/ui/useReturnFocus'
import { RecordForm } from '../form/RecordForm'
import { useRecord } from '../query/useRecord'
import { Identity } from '../table/Identity'
import { EditForm } from './RecordPage'
import { GoneHistory, RecordActions, RecordView } from './RecordView'
import type { RecordProps } from './recordRoute'
import './show.css'

interface RecordDrawerProps extends RecordProps {
  pageLink: ReactNode
}

/** A record, or its form, in a drawer over the list it was opened from; the list stays usable beside it. */
export default function RecordDrawer({ resource, route, initial, nav, pageLink }: RecordDrawerProps) {
  const heading = useId()
  useReturnFocus()
  // In a field, the first Escape moves the focus out of it, so that typed input is not closed without a question.
  const leave = ({ target }: KeyboardEvent) => {
    const dialog = target instanceof Element && target.closest<HTMLElement>('.ant-drawer [role=dialog]')
    if (dialog) focusPlace(dialog)
  }
  useShortcuts([
    { keys: 'Escape', label: 'Close the record', group: 'Record', run: nav.toList },
    {
      keys: 'Escape',
      label: 'Leave the field',
      group: 'Record',
      whileTyping: true,
      hidden: true,
      run: leave,
    },
  ])
  return (
    <Drawer
      {...drawerFocus}
      open
      onClose={nav.toList}
      size="min(680px, 100vw)"
      mask={false}
      keyboard={false}
      title={route.kind === 'new' ? `New ${resource.one}` : <span className="plain body">{pageLink}</span>}
      // Labelled by the record's name and not by the link above it; the list beside it stays available to screen
      // readers.
      aria-labelledby={route.kind === 'new' ? undefined : heading}
      aria-modal={false}
      push={false}
    >
      {route.kind === 'new' ? (
        <RecordForm
          resource={resource}
          initial={initial}
          onSaved={(row) => nav.toRecord(String(row[resource.key]))}
          onCancel={nav.toList}
        />
      ) : (
        <Loaded key={route.id} resource={resource} route={route} id={route.id} nav={nav} heading={heading} />
      )}
    </Drawer>
  )
}

function Loaded({ resource, route, id, nav, heading }: RecordProps & { id: string; heading: string }) {
  const { row, isLoading, error, refetch } = useRecord(resource, id)
  usePageTitle(row ? resource.title(row) : undefined, undefined)
  if (error && !row) {
    return (
      <>
        <ErrorState error={error} onRetry={refetch} size="small" />
        <GoneHistory resource={resource} id={id} error={error} />
      </>
    )
  }
  if (isLoading || !row) return <LoadingState shape="text" />
  return (
    <>
      <Row justify="between" wrap className="record-head">
        <h1 ref={focusHeading} id={heading} className="record-head-title narrow larger bold">
          <Identity resource={resource} row={row} />
        </h1>
        {route.kind === 'show' ? (
          <Row gap={8} align="stretch" wrap>
            <RecordActions
              resource={resource}
              row={row}
              onEdit={() => nav.toEdit(id)}
              onDeleted={nav.toList}
              onGo={nav.to}
            />
          </Row>
        ) : null}
      </Row>
      {route.kind === 'edit' ? (
        <EditForm resource={resource} row={row} nav={nav} id={id} />
      ) : (
        <RecordView resource={resource} row={row} />
      )}
    </>
  )
}
