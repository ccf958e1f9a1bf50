import { ArrowLeftOutlined, UserOutlined } from '@ant-design/icons'
import { Button } from 'antd'

interface PhoneHeadProps {
  title: string
  onBack: () => void
  /** The label of the side pane, if it does not show the author. */
  sideLabel?: string
  onSide?: () => void
}

/** The header on a phone, which shows one pane at a time: a back button, and a button to the side pane. */
export function PhoneHead({ title, onBack, sideLabel = 'Author', onSide }: PhoneHeadProps) {
  return (
    <div className="phone-only row between fixed line-below pad-x-8 pad-y-4">
      <Button type="text" icon={<ArrowLeftOutlined aria-hidden />} onClick={onBack}>
        {title}
      </Button>
      {onSide ? (
        <Button type="text" icon={<UserOutlined aria-hidden />} onClick={onSide}>
          {sideLabel}
        </Button>
      ) : null}
    </div>
  )
}
