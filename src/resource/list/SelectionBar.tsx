import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useCommands } from '@/ui/commands'
import { keyCaps, useShortcuts } from '@/ui/shortcuts'
import { DialogOpening } from '@/ui/states'
import { type Offer, useOffers } from '../bulk/useOffers'
import { ExportButton } from '../transfer/TransferButtons'
import { countText } from './countText'
import type { ListHandle } from './handle'
import './selection.css'

const BulkDialog = lazy(() => import('../bulk/BulkDialog'))

/** What is selected, the way to everything that matches, and what can be done with it. */
export default function SelectionBar({ list }: { list: ListHandle }) {
  const { selection, total, approximate, rows, resource, entry } = list
  // The dialog outlives the selection: what it did may have ended that.
  const [offer, setOffer] = useState<Offer>()
  const offers = useOffers(resource)
  const count = selection.everything ? total : selection.rows.size
  const isSelected = count > 0
  const mayWiden = !selection.everything && total > Math.max(rows.length, selection.rows.size)

  const group = 'Selection'
  useShortcuts(
    isSelected
      ? [
          ...offers.flatMap((one) =>
            one.shortcut ? [{ keys: one.shortcut, label: one.label, group, run: () => setOffer(one) }] : [],
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
      ? offers.map((one) => ({
          key: `bulk-${one.key}`,
          label: one.label,
          group: `${countText(count, selection.everything && approximate)} selected in ${entry.label.toLowerCase()}`,
          shortcut: one.shortcut,
          run: () => setOffer(one),
        }))
      : [],
  )
  const button = (one: Offer) => (
    <Button
      key={one.key}
      type="text"
      size="small"
      danger={one.danger}
      aria-keyshortcuts={one.shortcut}
      onClick={() => setOffer(one)}
    >
      {one.label}
      {one.shortcut ? <kbd aria-hidden>{keyCaps(one.shortcut)}</kbd> : null}
    </Button>
  )
  return (
    <>
      {isSelected ? (
        <section className="selection-bar" aria-label="Selection">
          <span className="selection-count tabular" aria-live="polite">
            {countText(count, selection.everything && approximate)} selected
          </span>
          {mayWiden ? (
            <button type="button" className="link-button" onClick={selection.selectEverything}>
              select all {countText(total, approximate)} that match
            </button>
          ) : null}
          <span className="selection-actions">
            {offers.filter(({ danger }) => !danger).map(button)}
            <ExportButton list={list} selected />
            {offers.filter(({ danger }) => danger).map(button)}
          </span>
          <span className="selection-end">
            <span className="selection-keys" aria-hidden>
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
          </span>
        </section>
      ) : null}
      {offer ? (
        <Suspense fallback={<DialogOpening />}>
          <BulkDialog list={list} offer={offer} onClose={() => setOffer(undefined)} />
        </Suspense>
      ) : null}
    </>
  )
}
