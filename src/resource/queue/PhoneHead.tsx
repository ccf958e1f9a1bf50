import { ArrowLeftOutlined, UserOutlined } from '@ant-design/icons'
import { Button } from 'antd'

interface PhoneHeadProps {
  title: string
  onBack: () => void
  /** Where the pane beside the item is called something else than the author. */
  sideLabel?: string
  onSide?: () => void
}

/** On a phone, where one pane is seen at a time: the way back, and on to who wrote it. */
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
