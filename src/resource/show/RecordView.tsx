import { DeleteOutlined, EditOutlined, EllipsisOutlined, ThunderboltOutlined } from '@ant-design/icons'
import { Button, Dropdown, Tooltip } from 'antd'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useCommands } from '@/ui/commands'
import { Stack } from '@/ui/layout'
import { useShortcuts } from '@/ui/shortcuts'
import type { AnyRow, Resource } from '../define'
import { useEntries } from '../entries'
import { isEmpty } from '../field'
import { rememberRecent } from '../search/recentRecords'
import { ActionDialog, type DialogSubject } from './ActionDialog'
import { DeleteDialog } from './DeleteDialog'
import { History } from './History'
import { Related } from './Related'
import { StateChange } from './StateChange'
import './show.css'

const Comments = lazy(() => import('../comments/Comments'))

interface RecordViewProps {
  resource: Resource
  row: AnyRow
  onEdit: () => void
  onDeleted: () => void
  onGo: (to: string) => void
}

/** The actions on a record, for the header of its page or drawer. */
export function RecordActions({ resource, row, onEdit, onDeleted, onGo }: RecordViewProps) {
  const { may } = useEntries()
  const [dialogSubject, setDialogSubject] = useState<DialogSubject>()
  const [deleting, setDeleting] = useState(false)
  const fixed = resource.form?.fixed?.(row)
  const mayEdit = resource.form !== undefined && may(resource.may?.edit)
  const mayDelete = may(resource.may?.delete) && (resource.deletable?.(row) ?? true)
  const actions = (resource.actions ?? []).filter(
    (action) => may(action.roles) && (action.when?.(row) ?? true),
  )
  const first = actions[0]
  const rest = actions.slice(1)

  const group = `This ${resource.one}`
  useCommands([
    ...(mayEdit && !fixed
      ? [{ key: 'edit', label: 'Edit', group, icon: <EditOutlined />, shortcut: 'e', run: onEdit }]
      : []),
    ...actions.map((action) => ({
      key: action.key,
      label: action.label,
      group,
      icon: <ThunderboltOutlined />,
      run: () => setDialogSubject({ action }),
    })),
    ...(mayDelete
      ? [{ key: 'delete', label: 'Delete…', group, icon: <DeleteOutlined />, run: () => setDeleting(true) }]
      : []),
  ])
  useShortcuts(
    mayEdit && !fixed ? [{ keys: 'e', label: `Edit the ${resource.one}`, group: 'Record', run: onEdit }] : [],
  )
  const items = [
    ...rest.map((action) => ({
      key: action.key,
      label: action.label,
      danger: action.danger,
      onClick: () => setDialogSubject({ action }),
    })),
    ...(mayDelete
      ? [{ key: 'delete', label: 'Delete…', danger: true, onClick: () => setDeleting(true) }]
      : []),
  ]
  return (
    <>
      {resource.states && may(resource.may?.edit) ? <StateChange resource={resource} row={row} /> : null}
      {first ? (
        <Button
          type={first.danger ? 'default' : 'primary'}
          danger={first.danger}
          onClick={() => setDialogSubject({ action: first })}
        >
          {first.label}
        </Button>
      ) : null}
      {mayEdit ? (
        <Tooltip title={fixed}>
          <Button icon={<EditOutlined aria-hidden />} onClick={onEdit} disabled={fixed !== undefined}>
            Edit
          </Button>
        </Tooltip>
      ) : null}
      {items.length > 0 ? (
        <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
          <Button
            icon={<EllipsisOutlined aria-hidden />}
            aria-label={`More actions on this ${resource.one}`}
          />
        </Dropdown>
      ) : null}
      {dialogSubject ? (
        <ActionDialog
          resource={resource}
          row={row}
          subject={dialogSubject}
          onClose={() => setDialogSubject(undefined)}
          onGo={onGo}
        />
      ) : null}
      {deleting ? (
        <DeleteDialog
          resource={resource}
          row={row}
          onClose={() => setDeleting(false)}
          onDeleted={onDeleted}
        />
      ) : null}
    </>
  )
}

/** A record's sections, custom content, related lists and history: the same in a drawer and on a page. */
export function RecordView({ resource, row }: { resource: Resource; row: AnyRow }) {
  const { sections, related = [], extra: Extra } = resource.detail
  const id = String(row[resource.key])
  const title = resource.title(row)
  const { staff } = useEntries()
  useEffect(
    () => rememberRecent(staff.userId, { table: resource.table, id, title }),
    [staff.userId, resource.table, id, title],
  )
  return (
    <Stack gap={24}>
      {sections.map((section) => (
        <section key={section.title ?? section.fields.join()} className="record-section">
          {section.title ? <h2>{section.title}</h2> : null}
          <FieldValues resource={resource} row={row} names={section.fields} />
        </section>
      ))}
      {Extra ? <Extra row={row} /> : null}
      {related.map((list) => (
        <Related key={`${list.table} ${list.by}`} list={list} id={id} row={row} />
      ))}
      {resource.detail.history === false ? null : (
        <section className="record-section record-staff">
          <h2>Comments</h2>
          <Suspense fallback={null}>
            <Comments table={resource.table} id={id} one={resource.one} />
          </Suspense>
        </section>
      )}
      {resource.detail.history === false ? null : (
        <section className="record-section record-staff">
          <h2>History</h2>
          <History table={resource.table} id={id} resource={resource} row={row} />
        </section>
      )}
    </Stack>
  )
}

function FieldValues({
  resource,
  row,
  names,
}: {
  resource: Resource
  row: AnyRow
  names: readonly string[]
}) {
  return (
    <dl className="record-fields anywhere">
      {names.map((name) => {
        const field = resource.fields[name]
        if (!field) return null
        return (
          <div className="narrow" key={name} data-wide={(field.wide && !isEmpty(row[name])) || undefined}>
            <dt>{field.label}</dt>
            <dd>{field.show(row[name], row, 'detail') as ReactNode}</dd>
          </div>
        )
      })}
    </dl>
  )
}

/** The history of a deleted record, with its last values and a button to add it again. */
export function GoneHistory({ resource, id, error }: { resource: Resource; id: string; error: unknown }) {
  if ((error as { kind?: string }).kind !== 'gone' || resource.detail.history === false) return null
  return (
    <section className="record-section">
      <History table={resource.table} id={id} resource={resource} onlyIfAny />
    </section>
  )
}
