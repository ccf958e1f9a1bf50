import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useCommands } from '@/ui/commands'
import { countText } from '@/ui/countText'
import { Row } from '@/ui/layout'
import { keyCaps, useShortcuts } from '@/ui/shortcuts'
import { DialogOpening } from '@/ui/states'
import type { BulkAction } from '../actions'
import { selectedRecords } from '../bulk/selectedRecords'
import { type BulkChoice, useBulkChoices } from '../bulk/useBulkChoices'
import type { ListModel } from '../query/listModel'
import { ExportButton } from '../transfer/TransferButtons'
import './selection.css'

const BulkDialog = lazy(() => import('../bulk/BulkDialog'))

/** The number of selected rows, a button to select everything that matches, and the bulk actions. */
export default function SelectionBar({ list }: { list: ListModel }) {
  const { selection, total, approximate, rows, resource, entry } = list
  // The dialog outlives the selection: its action may have removed the selected rows.
  const [choice, setChoice] = useState<BulkChoice>()
  const choices = useBulkChoices(resource)
  const count = selection.countOf(total)
  const isSelected = count > 0
  const mayWiden = selection.everything
    ? selection.except.size > 0
    : total > Math.max(rows.length, selection.rows.size)

  const group = 'Selection'
  useShortcuts(
    isSelected
      ? [
          ...choices.flatMap((one) =>
            one.shortcut ? [{ keys: one.shortcut, label: one.label, group, run: () => setChoice(one) }] : [],
          ),
          ...(mayWiden
            ? [{ keys: 'shift+a', label: 'Select all that match', group, run: selection.selectEverything }]
            : []),
          { keys: 'Escape', label: 'Select nothing', group, run: selection.clear },
        ]
      : [],
  )
  useCommands(
    isSelected
      ? choices.map((one) => ({
          key: `bulk-${one.key}`,
          label: one.label,
          group: `${countText(count, selection.everything && approximate)} selected in ${entry.label.toLowerCase()}`,
          shortcut: one.shortcut,
          run: () => setChoice(one),
        }))
      : [],
  )
  const button = (one: BulkChoice) => (
    <Button
      key={one.key}
      type="text"
      size="small"
      danger={one.danger}
      aria-keyshortcuts={one.shortcut}
      onClick={() => setChoice(one)}
    >
      {one.label}
      {one.shortcut ? <kbd aria-hidden>{keyCaps(one.shortcut)}</kbd> : null}
    </Button>
  )
  return (
    <>
      {isSelected ? (
        <Row as="section" gap={8} className="selection-bar" aria-label="Selection">
          <span className="tabular fixed medium" aria-live="polite">
            {countText(count, selection.everything && approximate)} selected
            {selection.except.size > 0 ? `, all but ${countText(selection.except.size, false)}` : ''}
          </span>
          {mayWiden ? (
            <button type="button" className="link-button" onClick={selection.selectEverything}>
              select all {countText(total, approximate)} that match
            </button>
          ) : null}
          <Row as="span" gap={2} align="stretch" className="selection-actions grow">
            {choices.filter(({ danger }) => !danger).map(button)}
            <ExportButton list={list} selected />
            {choices.filter(({ danger }) => danger).map(button)}
          </Row>
          <Row as="span" gap={8} className="fixed push">
            <span className="selection-keys quiet small" aria-hidden>
              <kbd>X</kbd> row <kbd>⇧ X</kbd> range
            </span>
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label="Select nothing"
              title="Select nothing (Esc)"
              onClick={selection.clear}
            />
          </Row>
        </Row>
      ) : null}
      {choice ? (
        <Suspense fallback={<DialogOpening />}>
          {choice.does === 'own' && choice.action.dialog ? (
            <OwnDialog dialog={choice.action.dialog} list={list} onClose={() => setChoice(undefined)} />
          ) : (
            <BulkDialog list={list} offer={choice} onClose={() => setChoice(undefined)} />
          )}
        </Suspense>
      ) : null}
    </>
  )
}

interface OwnDialogProps {
  dialog: NonNullable<BulkAction['dialog']>
  list: ListModel
  onClose: () => void
}

// The selection when the dialog opened, even if the list's selection changes meanwhile.
function OwnDialog({ dialog: Dialog, list, onClose }: OwnDialogProps) {
  const [{ filters, relations }] = useState(() => selectedRecords(list))
  return <Dialog filters={filters} relations={relations} onClose={onClose} />
}
