/** Colours of the states of a lead. */
export const leadStates = {
  new: 'blue',
  qualified: 'violet',
  contacted: 'amber',
  replied: 'teal',
  converted: 'green',
  rejected: 'grey',
}
