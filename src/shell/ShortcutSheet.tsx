import { Modal } from 'antd'
import { keyCaps, useActiveShortcuts } from '@/ui/shortcuts'
import './palette.css'

/** Every keyboard shortcut that works on the present page, from the declarations that bind them. */
export function ShortcutSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const groups = useActiveShortcuts()
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      width={680}
      title="Keyboard shortcuts"
      destroyOnHidden
    >
      <div className="sheet">
        {[...groups].map(([group, shortcuts]) => (
          <section key={group}>
            <h2>{group}</h2>
            <dl>
              {shortcuts.map((shortcut) => (
                <div key={shortcut.keys}>
                  <dt>{shortcut.label}</dt>
                  <dd>
                    {keyCaps(shortcut.keys).map((cap, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the same key may come twice, as in "g g"
                      <kbd key={index}>{cap}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
