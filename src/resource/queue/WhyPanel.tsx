import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode, Ref } from 'react'
import { Row } from '@/ui/layout'
import './list.css'

interface WhyPanelProps {
  /** What is being decided: its heading. */
  title: ReactNode
  /** Its name for a screen reader. */
  label: string
  /** What is missing, or was refused. */
  problem: string | undefined
  onClose: () => void
  /** Where it takes the focus itself. */
  tabIndex?: number
  ref?: Ref<HTMLElement>
  children: ReactNode
}

/** Asks why, at the foot of a queue's item: a heading, a way to do nothing, and what is wrong with the answer. */
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
