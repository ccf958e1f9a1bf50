import { InboxOutlined } from '@ant-design/icons'
import { Alert } from 'antd'
import { type DragEvent, useId, useState } from 'react'
import { Stack } from '@/ui/layout'
import './transfer.css'

interface FileDropProps {
  /** Why the previous file was refused. */
  problem?: string
  title: string
  hint: string
  /** File extensions and media types for the file input. */
  accept: string
  onFile: (file: File) => void
}

/** A field for one file, dropped or chosen. */
export function FileDrop({ problem, title, hint, accept, onFile }: FileDropProps) {
  const id = useId()
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) onFile(file)
  }
  return (
    <>
      {problem ? <Alert type="error" showIcon role="alert" title={problem} /> : null}
      <Stack
        htmlFor={id}
        as="label"
        gap={6}
        align="center"
        className="import-drop"
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <InboxOutlined aria-hidden className="quiet" style={{ fontSize: 28 }} />
        <span className="medium">{title}</span>
        <span className="quiet small">{hint}</span>
        <input
          id={id}
          type="file"
          accept={accept}
          className="visually-hidden"
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file) onFile(file)
            // Reset, so that choosing the same file again fires a change event.
            target.value = ''
          }}
        />
      </Stack>
    </>
  )
}
