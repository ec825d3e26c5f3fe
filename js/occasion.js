/**
 * What happens to the page at this moment: while it is hidden or left, nothing that is tracked can wait, but for the moment in
 * which all that is pending is gathered.
 */
export const occasion = { _isLeaving: false, _isGathering: false };
