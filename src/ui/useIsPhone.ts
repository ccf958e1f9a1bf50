import { useMedia } from './useMedia'

/** Whether the window is as narrow as a phone: the width below which the side bar is a drawer. */
export function useIsPhone(): boolean {
  return useMedia('(width < 768px)')
}
