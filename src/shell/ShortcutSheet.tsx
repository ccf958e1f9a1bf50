import { Modal, Switch } from 'antd'
import { useId } from 'react'
import { PaneHead, Row } from '@/ui/layout'
import { isSingleKey, keyCaps, useActiveShortcuts } from '@/ui/shortcuts'
import { useSingleKeys } from '@/ui/singleKeys'
import { useReturnFocus } from '@/ui/useReturnFocus'
import './palette.css'

interface ShortcutSheetProps {
  open: boolean
  /** The person, who may switch single-key shortcuts off. */
  person: string
  onClose: () => void
}

/** Every shortcut that works on the current page, from the declarations that bind them. */
export function ShortcutSheet({ open, person, onClose }: ShortcutSheetProps) {
  useReturnFocus()
  const groups = useActiveShortcuts()
  const [singleKeys, setSingleKeys] = useSingleKeys(person)
  const id = useId()
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      width={680}
      title="Keyboard shortcuts"
      destroyOnHidden
    >
      <Row as="p" gap={8} className="below-16">
        <Switch size="small" id={id} checked={singleKeys} onChange={setSingleKeys} />
        <label htmlFor={id}>Single keys, without Ctrl or ⌘, do something</label>
      </Row>
      <div style={{ columns: '2 240px', columnGap: 32 }}>
        {[...groups].map(([group, shortcuts]) => (
          <section key={group} style={{ breakInside: 'avoid', marginBottom: 20 }}>
            <PaneHead>{group}</PaneHead>
            <dl>
              {shortcuts.map((shortcut) => (
                <Row
                  key={shortcut.keys}
                  gap={12}
                  className="line-below"
                  style={{ minHeight: 30 }}
                  data-off={(!singleKeys && isSingleKey(shortcut.keys)) || undefined}
                >
                  <dt>{shortcut.label}</dt>
                  <dd className="row gap-4 fixed push">
                    {keyCaps(shortcut.keys).map((cap, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the same key may come twice, as in "g g"
                      <kbd key={index}>{cap}</kbd>
                    ))}
                  </dd>
                </Row>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
