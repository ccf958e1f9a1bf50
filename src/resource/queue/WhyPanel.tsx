import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode, Ref } from 'react'
import { Row } from '@/ui/layout'
import './list.css'

interface WhyPanelProps {
  /** The heading: what is being decided. */
  title: ReactNode
  /** The accessible name of the panel. */
  label: string
  /** What is missing, or was refused. */
  problem: string | undefined
  onClose: () => void
  /** Set if the panel itself takes the focus. */
  tabIndex?: number
  ref?: Ref<HTMLElement>
  children: ReactNode
}

/**
 * The panel below a queue's item that asks for a reason: a heading, a cancel button, and the error message of its
 * input.
 */
export function WhyPanel({ title, label, problem, onClose, tabIndex, ref, children }: WhyPanelProps) {
  return (
    <section className="queue-why" ref={ref} tabIndex={tabIndex} aria-label={label}>
      <Row justify="between">
        <h2>{title}</h2>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label="Do nothing"
          onClick={onClose}
        />
      </Row>
      {children}
      <p className="queue-why-problem wrong small" role="alert">
        {problem}
      </p>
    </section>
  )
}
