import {
  BoldOutlined,
  CompressOutlined,
  ExpandOutlined,
  FontSizeOutlined,
  ItalicOutlined,
  LinkOutlined,
  OrderedListOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons'
import { Button, Input } from 'antd'
import { type KeyboardEvent, type ReactNode, useDeferredValue, useRef, useState } from 'react'
import { Row } from '@/ui/layout'
import { numberLocale } from '@/ui/locale'
import { pressOf } from '@/ui/shortcuts'
import type { InputProps } from '../field'
import MarkdownView from './MarkdownView'
import { type MarkdownMark, markdownEdit } from './markdownEdits'

const tools: readonly { mark: MarkdownMark; label: string; icon: ReactNode; key?: string }[] = [
  { mark: 'heading', label: 'Heading', icon: <FontSizeOutlined /> },
  { mark: 'bold', label: 'Bold', icon: <BoldOutlined />, key: 'b' },
  { mark: 'italic', label: 'Italic', icon: <ItalicOutlined />, key: 'i' },
  { mark: 'link', label: 'Link', icon: <LinkOutlined /> },
  { mark: 'bullets', label: 'Bulleted list', icon: <UnorderedListOutlined /> },
  { mark: 'numbers', label: 'Numbered list', icon: <OrderedListOutlined /> },
  { mark: 'quote', label: 'Quotation', icon: <span aria-hidden>”</span> },
]

const wordsAMinute = 220

/** A Markdown editor beside its live preview; it can fill the whole window. */
export default function MarkdownEditor({ id, value, onChange, disabled, autoFocus }: InputProps) {
  const text = typeof value === 'string' ? value : ''
  const shown = useDeferredValue(text)
  const [isFull, setFull] = useState(false)
  const pane = useRef<HTMLDivElement>(null)

  const apply = (mark: MarkdownMark) => {
    const area = pane.current?.querySelector('textarea')
    if (!area) return
    const { from, to, insert, select } = markdownEdit(
      area.value,
      area.selectionStart,
      area.selectionEnd,
      mark,
    )
    area.focus()
    area.setSelectionRange(from, to)
    // Only this deprecated command keeps the change in the browser's own undo history.
    if (!document.execCommand?.('insertText', false, insert)) {
      area.setRangeText(insert, from, to, 'end')
      area.dispatchEvent(new Event('input', { bubbles: true }))
    }
    area.setSelectionRange(...select)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && isFull) {
      event.stopPropagation()
      setFull(false)
    }
    const press = pressOf(event)
    const tool = tools.find(({ key }) => press === `mod+${key}`)
    if (tool) {
      event.preventDefault()
      apply(tool.mark)
    }
  }
  const wordCount = shown.split(/\s+/).filter(Boolean).length
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: handles key events of the text field inside
    <div className="markdown-editor" data-full={isFull || undefined} onKeyDown={onKeyDown}>
      <Row gap={2} wrap className="below-8" role="toolbar" aria-label="Formatting">
        {tools.map(({ mark, label, icon, key }) => (
          <Button
            key={mark}
            type="text"
            size="small"
            icon={icon}
            aria-label={label}
            title={key ? `${label} (Ctrl ${key.toUpperCase()})` : label}
            disabled={disabled}
            // Keeps the selection in the text.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => apply(mark)}
          />
        ))}
        <Button
          className="push"
          type="text"
          size="small"
          icon={isFull ? <CompressOutlined /> : <ExpandOutlined />}
          onClick={() => setFull(!isFull)}
        >
          {isFull ? 'Back to the form' : 'Whole window'}
        </Button>
      </Row>
      <div className="markdown-panes" ref={pane}>
        <Input.TextArea
          id={id}
          value={text}
          onChange={(event) => onChange?.(event.target.value)}
          disabled={disabled}
          autoFocus={autoFocus}
          autoSize={isFull ? false : { minRows: 12, maxRows: 22 }}
        />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be focusable by keyboard */}
        <section className="markdown-preview panel scroll" aria-label="Preview" tabIndex={0}>
          {shown.trim() ? (
            <MarkdownView text={shown} />
          ) : (
            <span className="quiet">The preview appears here.</span>
          )}
        </section>
      </div>
      <p className="above-4 tabular quiet small">
        {wordCount.toLocaleString(numberLocale)} {wordCount === 1 ? 'word' : 'words'}
        {wordCount > 0 ? `, about ${Math.max(1, Math.round(wordCount / wordsAMinute))} min to read` : ''}
      </p>
    </div>
  )
}
