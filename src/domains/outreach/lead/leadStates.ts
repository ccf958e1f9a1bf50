/** How the states of a lead look. */
export const leadStates = {
  new: 'blue',
  qualified: 'violet',
  contacted: 'amber',
  replied: 'teal',
  converted: 'green',
  rejected: 'grey',
}
