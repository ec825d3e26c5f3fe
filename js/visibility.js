/**
 * Is this node visible by its styles and the boxes around it (spec-b §3.6)? Where the viewport is does not matter.
 * @param {Element} node
 * @returns {boolean}
 */
export function isNodeVisible(node) {
  if (!node || !document.contains(node) || node === document) return false;
  for (let at = node; at !== document.documentElement; at = at.parentElement) {
    const { opacity, display, visibility } = getComputedStyle(at);
    if (opacity === "0" || display === "none" || visibility === "hidden") return false;
  }
  return true;
}
