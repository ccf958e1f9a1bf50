import { InboxOutlined } from '@ant-design/icons'
import { Alert } from 'antd'
import { type DragEvent, useId, useState } from 'react'
import { Stack } from '@/ui/layout'
import './transfer.css'

interface FileDropProps {
  /** Why the file before could not be taken. */
  problem?: string
  title: string
  hint: string
  /** Endings and media types, as a file input takes them. */
  accept: string
  onFile: (file: File) => void
}

/** A field that takes one file, dropped or chosen. */
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
            // The same file again is a change again.
            target.value = ''
          }}
        />
      </Stack>
    </>
  )
}
