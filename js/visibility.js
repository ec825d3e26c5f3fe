/**
 * Is this node visible by its styles and the boxes around it (spec-b §3.6)? Where the viewport is does not matter.
 * @param {Element} node
 * @returns {boolean}
 */
export function isNodeVisible(node) {
  if (!(node instanceof Element) || !document.contains(node)) return false;
  if (node === document.documentElement) return true;
  let { offsetLeft: left, offsetTop: top } = node;
  const { offsetWidth: width, offsetHeight: height } = node;
  if ((!width || !height) && getComputedStyle(node).overflow === "hidden") return false;
  for (let at = node; at !== document.documentElement; at = at.parentElement) {
    const { opacity, display, visibility } = getComputedStyle(at);
    if (opacity === "0" || display === "none" || visibility === "hidden") return false;
    const box = at.parentElement;
    if (/^(hidden|scroll)$/.test(getComputedStyle(box).overflow)) {
      const { offsetWidth, offsetHeight, scrollLeft, scrollTop } = box;
      const outside = (start, length, size, scroll) => start + length <= scroll || start >= size + scroll;
      if (outside(left, width, offsetWidth, scrollLeft) || outside(top, height, offsetHeight, scrollTop)) return false;
    }
    if (at.offsetParent === box) {
      left += box.offsetLeft;
      top += box.offsetTop;
    }
  }
  return true;
}

/**
 * Is this node visible, and in the viewport or above it, where the visitor must have passed (spec-b §3.6)?
 * matomo.js throws here when it is called through `Matomo.DOM`.
 * @param {Element} node
 * @returns {boolean}
 */
export function isOrWasNodeVisible(node) {
  if (!isNodeVisible(node)) return false;
  const { top, right, bottom, left } = node.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const height = Math.min(innerHeight, clientHeight || innerHeight);
  const passed = top < 0 && (!node.offsetTop || node.offsetTop + bottom - top > 0);
  return right > 0 && left < Math.min(innerWidth, clientWidth || innerWidth) && (passed || (bottom > 0 && top < height));
}
