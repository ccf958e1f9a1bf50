const verbs: Record<string, string> = { 'are drafts': 'is a draft', are: 'is', wait: 'waits', need: 'needs' }

/** The singular form of a plural label: “senders are paused” becomes “sender is paused”. */
export function singular(label: string): string {
  return label.replace(
    /(\w+?)(ies|s)\b(?: (are drafts|are|wait|need)\b)?/,
    (_, stem: string, end: string, verb?: string) =>
      [`${stem}${end === 'ies' ? 'y' : ''}`, verb && verbs[verb]].filter(Boolean).join(' '),
  )
}
