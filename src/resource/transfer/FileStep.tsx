import { InboxOutlined } from '@ant-design/icons'
import { Alert } from 'antd'
import { type DragEvent, useId, useState } from 'react'

interface FileStepProps {
  problem?: string
  onFile: (file: File) => void
}

/** Takes a file, dropped or chosen. */
export function FileStep({ problem, onFile }: FileStepProps) {
  const id = useId()
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) onFile(file)
  }
  return (
    <div className="transfer">
      {problem ? <Alert type="error" showIcon role="alert" title={problem} /> : null}
      <label
        htmlFor={id}
        className="import-drop"
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <InboxOutlined aria-hidden className="import-drop-mark" />
        <span className="import-drop-title">Drop a CSV file here, or choose one</span>
        <span className="transfer-hint">
          With or without headings, any delimiter and encoding; spreadsheets save it as “CSV”.
        </span>
        <input
          id={id}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          className="visually-hidden"
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file) onFile(file)
            // The same file again is a change again.
            target.value = ''
          }}
        />
      </label>
      <p className="transfer-hint">Nothing is written before you have seen what would be.</p>
    </div>
  )
}
