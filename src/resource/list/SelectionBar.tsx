import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { ExportButton } from '../transfer/TransferButtons'
import { countText } from './countText'
import type { ListHandle } from './handle'

/** What is selected, the way to everything that matches, and what can be done with it. */
export default function SelectionBar({ list }: { list: ListHandle }) {
  const { selection, total, approximate, rows } = list
  const count = selection.everything ? total : selection.rows.size
  return (
    <section className="selection-bar" aria-label="Selection">
      <span className="selection-count tabular" aria-live="polite">
        {countText(count, selection.everything && approximate)} selected
      </span>
      {selection.everything || total <= Math.max(rows.length, selection.rows.size) ? null : (
        <button type="button" className="link-button" onClick={selection.selectEverything}>
          select all {countText(total, approximate)} that match
        </button>
      )}
      <ExportButton list={list} selected />
      <span className="selection-end">
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label="Select nothing"
          onClick={selection.clear}
        />
      </span>
    </section>
  )
}
