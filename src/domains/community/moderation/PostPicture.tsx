import { useState } from 'react'
import { Picture } from '../shared/Picture'

/** The picture of a post, blurred until the moderator clicks it. */
export function PostPicture({ path, label }: { path: string; label?: string }) {
  const [isClear, setClear] = useState(false)
  return (
    <figure style={{ width: 'min(280px, 100%)' }}>
      <Picture
        key={path}
        path={path}
        alt={label ?? 'Picture of the post'}
        isClear={isClear}
        isGrey={false}
        onToggle={() => setClear(!isClear)}
      />
      {label ? <figcaption className="quiet small">{label}</figcaption> : null}
    </figure>
  )
}
