/** What happens to the page at this moment: while it is hidden or left, nothing that is tracked can wait. */
export const occasion = { _isLeaving: false };
